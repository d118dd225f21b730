package io.fairline.intake.web;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param detail what the client can do; never anything that the client sent
 * @param extras members beyond those of the RFC
 * @param retryable whether the same request is to be sent again after a moment; the answer then says when
 */
record Problem(ProblemType type, String detail, Map<String, Object> extras, boolean retryable) {

    Problem(ProblemType type, String detail, Map<String, Object> extras) {
        this(type, detail, extras, type.isTemporary());
    }

    Problem(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type.uri());
        members.put("title", type.title());
        members.put("status", type.status());
        members.put("detail", detail);
        members.putAll(extras);
        return members;
    }
}
