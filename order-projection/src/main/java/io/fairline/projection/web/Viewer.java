package io.fairline.projection.web;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * Who is asking.
 *
 * @param seesAllOrders and not only their own
 */
record Viewer(String subject, boolean seesAllOrders) {

    static final String OPS = "ops";

    /** Confirms others' orders, and has to learn what came of it. */
    private static final String PAYMENTS = "payments";

    /** Of the roles that a token claims only these mean something here. */
    static Authentication authenticated(String subject, Collection<?> roles) {
        List<GrantedAuthority> known = Stream.of(OPS, PAYMENTS)
                .filter(roles::contains)
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
        return new PreAuthenticatedAuthenticationToken(subject, "", known);
    }

    static Viewer of(Authentication authentication) {
        return new Viewer(
                authentication.getName(), !authentication.getAuthorities().isEmpty());
    }

    /** A stranger is not even told that there is such an order. */
    boolean maySeeOrdersOf(String shopper) {
        return seesAllOrders || subject.equals(shopper);
    }
}
