package io.fairline.perf.baselines.server;

import java.util.Collection;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Who a verified token is about, without the token. */
final class Caller extends AbstractAuthenticationToken {

    static final String OPS = "ops";

    private final String subject;

    Caller(String subject, Collection<?> roles) {
        super(roles.contains(OPS) ? List.<GrantedAuthority>of(new SimpleGrantedAuthority("ROLE_" + OPS)) : List.of());
        this.subject = subject;
        setAuthenticated(true);
    }

    @Override
    public String getPrincipal() {
        return subject;
    }

    @Override
    public Object getCredentials() {
        return "";
    }
}
