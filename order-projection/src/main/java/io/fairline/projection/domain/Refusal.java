package io.fairline.projection.domain;

import java.time.Instant;

/**
 * The answer to a command that changed nothing. It is for nobody's eyes but the requester's.
 *
 * @param command which command, by the wire's name, such as {@code CONFIRM_ORDER}
 * @param reason why, by the wire's name, such as {@code HOLD_EXPIRED}
 * @param requestedBy subject of the token that asked
 */
public record Refusal(String command, String reason, String requestedBy, Instant at) {}
