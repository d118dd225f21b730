package io.fairline.perf.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fairline.local.JwtKeys;
import java.util.stream.IntStream;

/** Who orders: names, and the parts of their requests that never change, encoded once. */
public final class Shoppers {

    private final String[] names;
    private final byte[][] orderHeads;
    private final byte[][] authorizations;

    private Shoppers(String[] names, byte[][] orderHeads, byte[][] authorizations) {
        this.names = names;
        this.orderHeads = orderHeads;
        this.authorizations = authorizations;
    }

    /** Signs a token for each; that takes about a millisecond of all cores each, so it is done before the run. */
    public static Shoppers sign(int count, JwtKeys keys) {
        String[] names = new String[count];
        byte[][] heads = new byte[count][];
        byte[][] authorizations = new byte[count][];
        IntStream.range(0, count).parallel().forEach(i -> {
            names[i] = "shopper-%06d".formatted(i + 1);
            String authorization =
                    "Host: fairline.local\r\nAuthorization: Bearer %s\r\n".formatted(keys.token(names[i]));
            authorizations[i] = authorization.getBytes(US_ASCII);
            heads[i] = ("POST /orders HTTP/1.1\r\n" + authorization
                            + "Content-Type: application/json\r\nIdempotency-Key: ")
                    .getBytes(US_ASCII);
        });
        return new Shoppers(names, heads, authorizations);
    }

    public int count() {
        return names.length;
    }

    public String name(int shopper) {
        return names[shopper];
    }

    /** Request line and headers up to the value of the Idempotency-Key. */
    byte[] orderHead(int shopper) {
        return orderHeads[shopper];
    }

    /** The headers that every request of the shopper has. */
    byte[] authorization(int shopper) {
        return authorizations[shopper];
    }
}
