package io.fairline.http;

import java.util.function.Predicate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Which requests take a {@link FastPath}. Compared to the letter: an address that is written in any other way is left to the
 * framework and its firewall. What stands in a variable's place is the endpoint's to check.
 *
 * @param method GET stands for HEAD too, as everywhere in Spring
 * @param path the whole of it; its last segment may be a variable, such as in {@code /orders/{orderId}}
 * @param headers what else has to hold. Must not throw.
 */
public record Route(HttpMethod method, String path, Predicate<HttpHeaders> headers) {

    public Route(HttpMethod method, String path) {
        this(method, path, _ -> true);
    }

    boolean takes(ServerHttpRequest request) {
        return isFor(request.getMethod()) && isFor(request.getURI().getPath()) && headers.test(request.getHeaders());
    }

    /** What stands in the variable's place, decoded. The request must be one that takes this route. */
    public String variableOf(ServerHttpRequest request) {
        return request.getURI().getPath().substring(path.indexOf('{'));
    }

    private boolean isFor(HttpMethod asked) {
        return asked.equals(method) || (asked.equals(HttpMethod.HEAD) && method.equals(HttpMethod.GET));
    }

    private boolean isFor(String asked) {
        int variableAt = path.indexOf('{');
        if (variableAt < 0) {
            return asked.equals(path);
        }
        return asked.length() > variableAt
                && asked.regionMatches(0, path, 0, variableAt)
                && asked.indexOf('/', variableAt) < 0;
    }

    /** In the form that Spring has for routes. */
    @Override
    public String toString() {
        return "(%s && %s)".formatted(method, path);
    }
}
