package io.fairline.processor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Owns stock: decides every command once, in the order of the log. */
@SpringBootApplication
@EnableConfigurationProperties(ProcessorSettings.class)
public class StockProcessor {

    /** Runs until it is told to stop, or refuses to with a line that says why. */
    public static void main(String[] args) {
        SpringApplication.run(StockProcessor.class, args);
    }
}
