package io.fairline.perf.baselines.server;

import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * One alternative as a server: {@code --baseline=row-lock [--port=8080] [--instance=1 --instances=2]}. Addresses and
 * secrets come from the environment, by the names that Fairline's services use.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({StoreConfiguration.class, WebConfiguration.class})
public class BaselineServer {

    /** Runs until it is ended. */
    public static void main(String[] arguments) {
        run(Map.of(), arguments);
    }

    /** Returns when it takes orders. The settings stand in for the environment. */
    static ConfigurableApplicationContext run(Map<String, Object> settings, String... arguments) {
        return new SpringApplicationBuilder(BaselineServer.class)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.config.name=baseline-server")
                .properties(settings)
                .run(arguments);
    }
}
