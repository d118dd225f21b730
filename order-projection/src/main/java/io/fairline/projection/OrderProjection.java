package io.fairline.projection;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the projection: reads {@code order-events}, keeps Postgres and Redis, answers queries on port 8081. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class OrderProjection {

    public static void main(String[] arguments) {
        SpringApplication.run(OrderProjection.class, arguments);
    }
}
