package io.fairline.intake;

import io.fairline.intake.log.ProcessEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Takes orders over HTTP and puts them in line. */
@SpringBootApplication(proxyBeanMethods = false)
public class OrderIntake {

    private static final Logger LOG = LoggerFactory.getLogger(OrderIntake.class);

    public static void main(String[] arguments) {
        SpringApplication.run(OrderIntake.class, arguments);
    }

    @Bean
    @ConditionalOnMissingBean
    ProcessEnd processEnd(ConfigurableApplicationContext context) {
        return (why, reason) -> {
            LOG.error("order-intake {}: {}", why.verb(), reason);
            // In a thread of its own: whoever notices the end is one of those that the context waits for when it
            // closes.
            Thread.ofPlatform()
                    .name("process-end")
                    .start(() -> System.exit(SpringApplication.exit(context, why::code)));
        };
    }
}
