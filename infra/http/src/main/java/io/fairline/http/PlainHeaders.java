package io.fairline.http;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;

/** Lets no request in whose headers hold control characters. */
public final class PlainHeaders {

    private PlainHeaders() {}

    /** Spring's own, but for its regular expressions over every header: they cost more than all the rest of it. */
    public static ServerWebExchangeFirewall firewall() {
        StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowedHeaderNames(name -> isPlain(name) && name.indexOf('\t') < 0);
        firewall.setAllowedHeaderValues(PlainHeaders::isPlain);
        return firewall;
    }

    /** @param text null where the firewall looks at a header that was not sent */
    private static boolean isPlain(@Nullable String text) {
        if (text == null) {
            return true;
        }
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isISOControl(c) && c != '\t') {
                return false;
            }
        }
        return true;
    }
}
