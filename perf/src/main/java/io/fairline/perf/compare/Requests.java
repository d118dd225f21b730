package io.fairline.perf.compare;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fairline.local.JwtKeys;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/** The bytes of requests, as alike for all contenders as they can be. */
final class Requests {

    private final byte[][] authorizations;
    private final String run;

    private Requests(byte[][] authorizations, String run) {
        this.authorizations = authorizations;
        this.run = run;
    }

    /** Signs a token for each shopper. */
    static Requests of(int shoppers, JwtKeys keys) {
        byte[][] authorizations = new byte[shoppers][];
        IntStream.range(0, shoppers).parallel().forEach(shopper -> {
            String token = keys.token("shopper-%05d".formatted(shopper));
            authorizations[shopper] = "Host: fairline.local\r\nAuthorization: Bearer %s\r\n"
                    .formatted(token)
                    .getBytes(US_ASCII);
        });
        return new Requests(authorizations, Long.toString(System.nanoTime(), 36));
    }

    /** The same shoppers, with Idempotency-Keys of their own. */
    Requests withOtherKeys() {
        return new Requests(authorizations, run + "-again");
    }

    int shoppers() {
        return authorizations.length;
    }

    /** Each probe counts its orders from 0 and has deals of its own: both together make a key that is new. */
    void place(ByteBuffer out, int shopper, int dealId, long number) {
        String body = "{\"dealId\":" + dealId + ",\"quantity\":1}";
        String rest = "Content-Type: application/json\r\nIdempotency-Key: " + run + "-" + dealId + "-" + number
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        out.put("POST /orders HTTP/1.1\r\n".getBytes(US_ASCII))
                .put(authorizations[shopper])
                .put(rest.getBytes(US_ASCII));
    }

    void get(ByteBuffer out, int shopper, String location) {
        out.put(("GET " + location + " HTTP/1.1\r\n").getBytes(US_ASCII))
                .put(authorizations[shopper])
                .put("\r\n".getBytes(US_ASCII));
    }
}
