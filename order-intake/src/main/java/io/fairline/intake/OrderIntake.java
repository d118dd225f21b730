package io.fairline.intake;

import io.fairline.intake.log.RefusedToRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

/** Takes orders over HTTP and puts them in line. */
@SpringBootApplication(proxyBeanMethods = false)
public class OrderIntake {

    private static final Logger LOG = LoggerFactory.getLogger(OrderIntake.class);
    private static final int REFUSED = 78; // EX_CONFIG of sysexits.h

    private final ApplicationContext context;

    OrderIntake(ApplicationContext context) {
        this.context = context;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(OrderIntake.class, arguments);
    }

    @EventListener
    void endProcess(RefusedToRun refusal) {
        LOG.error("order-intake refuses to run: {}", refusal.reason());
        // Not on the publishing thread, which closing the context waits for.
        new Thread(() -> System.exit(SpringApplication.exit(context, () -> REFUSED)), "refusal").start();
    }
}
