package io.fairline.intake.log;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Reads what an exception of the producer's callback says about the record and about the producer. */
final class SendFailure {

    private SendFailure() {}

    /**
     * Whether the brokers refuse such a record always, so that no earlier attempt can have written it. Everything else
     * leaves that open: even a refusal may follow on an attempt whose ack was lost.
     */
    static boolean wasNeverWritten(Exception failure) {
        return switch (failure) {
            case RecordTooLargeException _, InvalidTopicException _, AuthorizationException _ -> true;
            default -> false;
        };
    }

    /** Whether the producer is of no more use. */
    static boolean endsTheProducer(Exception failure) {
        return switch (failure) {
            case ProducerFencedException _,
                    OutOfOrderSequenceException _,
                    InvalidPidMappingException _,
                    UnsupportedVersionException _,
                    AuthorizationException _,
                    AuthenticationException _ -> true;
            default -> false;
        };
    }
}
