package io.fairline.projection.web;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** The headers that single statuses share. */
final class StatusResponses {

    private static final String RETRY_AFTER_SECONDS = "1";

    private StatusResponses() {}

    /**
     * 200 with the body, or 304 where the client has it already. Retry-After while there is more to come, or when a requested
     * wait was cut short: without it the client would poll in a tight loop.
     */
    static <B> ResponseEntity<B> conditional(Awaited<?> awaited, @Nullable String ifNoneMatch, Supplier<B> body) {
        View<?> view = awaited.view();
        boolean known = EntityTags.known(view, ifNoneMatch);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(EntityTags.of(view))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION, HttpHeaders.ACCEPT);
        if (view.ahead() != null || awaited.cutShort()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return known ? answer.build() : answer.body(body.get());
    }
}
