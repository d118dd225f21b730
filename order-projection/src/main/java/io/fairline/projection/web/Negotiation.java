package io.fairline.projection.web;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.server.NotAcceptableStatusException;

/** What clients accept of one order: its status now, or every status as it comes. */
final class Negotiation {

    private static final List<MediaType> NOW = List.of(MediaType.APPLICATION_JSON);

    private Negotiation() {}

    /** Whether a stream is wanted, and no less than JSON. What cannot be read asks for none. */
    static boolean wantsStream(HttpHeaders headers) {
        try {
            List<MediaType> accepted = headers.getAccept();
            double stream = quality(accepted, MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype)
                    .orElse(0);
            // What names JSON says more than what includes it.
            double json = quality(accepted, MediaType.APPLICATION_JSON::equalsTypeAndSubtype)
                    .orElseGet(() -> quality(accepted, MediaType.APPLICATION_JSON::isCompatibleWith)
                            .orElse(0));
            return stream > 0 && stream >= json;
        } catch (InvalidMediaTypeException | InvalidMimeTypeException e) {
            return false; // requireJson answers it
        }
    }

    /**
     * Returns where the client accepts JSON, or says nothing.
     *
     * @throws NotAcceptableStatusException when it accepts something else only
     * @throws InvalidMediaTypeException when what it accepts cannot be read
     */
    static void requireJson(HttpHeaders headers) {
        List<MediaType> accepted = headers.getAccept();
        if (!accepted.isEmpty() && accepted.stream().noneMatch(MediaType.APPLICATION_JSON::isCompatibleWith)) {
            throw new NotAcceptableStatusException(NOW);
        }
    }

    /** How much the client wants one of these, 0 to 1; empty where it says nothing of them. */
    private static OptionalDouble quality(List<MediaType> accepted, Predicate<MediaType> these) {
        return accepted.stream()
                .filter(these)
                .mapToDouble(MediaType::getQualityValue)
                .max();
    }
}
