package io.fairline.projection.web;

import org.springframework.security.core.Authentication;

/** Who is asking. */
record Viewer(String subject, boolean ops) {

    static final String OPS = "ops";

    static Viewer of(Authentication authentication) {
        boolean ops =
                authentication.getAuthorities().stream().anyMatch(authority -> OPS.equals(authority.getAuthority()));
        return new Viewer(authentication.getName(), ops);
    }

    /** A stranger is not even told that there is such an order. */
    boolean maySeeOrdersOf(String shopper) {
        return ops || subject.equals(shopper);
    }
}
