package io.fairline.projection.web;

import io.fairline.projection.domain.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The answer to the viewer's own command that changed nothing. */
record RefusalJson(String command, String reason, Instant at) {

    /** Null where there is none, or where somebody else asked. */
    static @Nullable RefusalJson of(@Nullable Refusal refusal, Viewer viewer) {
        return refusal == null || !refusal.requestedBy().equals(viewer.subject())
                ? null
                : new RefusalJson(refusal.command(), refusal.reason(), refusal.at());
    }
}
