package io.fairline.intake.web;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.server.NotAcceptableStatusException;

/** What clients accept: every answer is JSON, and there is nothing to choose. */
final class Negotiation {

    private static final List<MediaType> PRODUCED =
            List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON);

    private Negotiation() {}

    /** @throws NotAcceptableStatusException when the client accepts something else only */
    static void requireJson(HttpHeaders headers) {
        if (!accepts(headers)) {
            throw new NotAcceptableStatusException(PRODUCED);
        }
    }

    private static boolean accepts(HttpHeaders headers) {
        try {
            List<MediaType> accepted = headers.getAccept();
            return accepted.isEmpty()
                    || accepted.stream().anyMatch(type -> PRODUCED.stream().anyMatch(type::isCompatibleWith));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
