package io.fairline.intake.web;

import io.fairline.intake.admission.Requester;
import io.fairline.intake.admission.Requester.Authority;
import java.util.Collection;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Who a verified token is about. It does not hold the token, so a cache of callers holds nothing worth stealing. */
final class Caller extends AbstractAuthenticationToken {

    static final String OPS = "ops";
    static final String PAYMENTS = "payments";

    private final String subject;
    private final Authority authority;

    Caller(String subject, Collection<String> roles) {
        super(roles.stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList());
        this.subject = subject;
        this.authority = authorityOf(roles);
        setAuthenticated(true);
    }

    /** The caller as somebody who places an order: in that, everybody is a shopper. */
    Requester asShopper() {
        return new Requester(subject, Authority.SHOPPER);
    }

    /** The caller in the highest capacity that the token gives. */
    Requester asHighest() {
        return new Requester(subject, authority);
    }

    @Override
    public String getPrincipal() {
        return subject;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    private static Authority authorityOf(Collection<String> roles) {
        if (roles.contains(OPS)) {
            return Authority.SHOP;
        }
        return roles.contains(PAYMENTS) ? Authority.PAYMENTS : Authority.SHOPPER;
    }

    /** Only what this service knows: other roles of a token mean nothing here. */
    static List<String> knownRoles(Collection<?> roles) {
        return List.of(OPS, PAYMENTS).stream().filter(roles::contains).toList();
    }
}
