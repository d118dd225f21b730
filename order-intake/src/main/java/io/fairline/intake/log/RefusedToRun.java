package io.fairline.intake.log;

/**
 * Published as an application event when going on would do harm that no retry mends.
 *
 * @param reason one line for the operator: what is wrong and what to do
 */
public record RefusedToRun(String reason) {}
