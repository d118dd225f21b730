package io.fairline.local.stack;

import io.fairline.local.JwtKeys;
import io.fairline.local.StartFailure;
import java.util.List;
import java.util.Set;

/** Whom a token is for. */
record TokenRequest(String shopper, List<String> roles) {

    private static final Set<String> KNOWN_ROLES = Set.of("ops", "payments");

    TokenRequest {
        if (!shopper.matches("[A-Za-z0-9._@-]{1,64}")) {
            throw new StartFailure(
                    "SHOPPER must be 1 to 64 letters, digits or any of . _ @ -, such as SHOPPER=alice; it is '%s'"
                            .formatted(shopper));
        }
        for (String role : roles) {
            if (!KNOWN_ROLES.contains(role)) {
                throw new StartFailure(
                        "ROLES may hold ops and payments, with a comma between; not '%s'".formatted(role));
            }
        }
    }

    /** From the shopper and, if there are any, the roles with commas between. */
    static TokenRequest of(List<String> words) {
        String shopper = words.isEmpty() ? "" : words.getFirst();
        String roles = words.size() < 2 ? "" : words.get(1);
        return new TokenRequest(
                shopper, roles.isBlank() ? List.of() : List.of(roles.strip().split(",", -1)));
    }

    String signWith(JwtKeys keys) {
        return keys.token(shopper, roles.toArray(String[]::new));
    }
}
