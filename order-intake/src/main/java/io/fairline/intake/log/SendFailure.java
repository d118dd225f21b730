package io.fairline.intake.log;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Reads what an exception of the producer's callback says about the record and about the producer. */
final class SendFailure {

    private SendFailure() {}

    /**
     * Whether {@code send} itself, while it runs, calls back with this only before it has put the record into a batch:
     * without metadata or buffer space, or when it refuses the record. What it finds out about the producer's state may
     * come after, and then the record may have left already.
     *
     * <p>Once the record is in a batch no exception says so much: the last attempt may be refused for whatever reason,
     * and the one before it be written and its ack lost.
     */
    static boolean cameBeforeTheBatch(Exception failureInsideSend) {
        return switch (failureInsideSend) {
            case TimeoutException _,
                    RecordTooLargeException _,
                    SerializationException _,
                    InvalidTopicException _,
                    AuthorizationException _,
                    AuthenticationException _ -> true;
            default -> false;
        };
    }

    /** Whether the producer is of no more use. */
    static boolean endsTheProducer(Exception failure) {
        return switch (failure) {
            // Unlike the other rights this is one topic's, and looked at for every batch: no new producer has more of
            // it.
            case TopicAuthorizationException _ -> false;
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
