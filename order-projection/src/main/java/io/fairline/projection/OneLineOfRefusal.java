package io.fairline.projection;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Reports a {@link RefusesToRun} as the one line that matters instead of pages of bean names. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OneLineOfRefusal implements SpringBootExceptionReporter {

    private static final Logger LOG = LoggerFactory.getLogger(OrderProjection.class);

    @Override
    public boolean reportException(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusesToRun refusal) {
                LOG.error("order-projection refuses to run: {}", refusal.getMessage());
                return true;
            }
        }
        return false;
    }
}
