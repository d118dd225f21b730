package io.fairline.projection.web;

import java.util.Collection;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** Who is asking. */
record Viewer(String subject, boolean ops) {

    static final String OPS = "ops";

    /** Of the roles that a token claims only this one means something here. */
    static Authentication authenticated(String subject, Collection<?> roles) {
        return new PreAuthenticatedAuthenticationToken(
                subject, "", roles.contains(OPS) ? List.of(new SimpleGrantedAuthority(OPS)) : List.of());
    }

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
