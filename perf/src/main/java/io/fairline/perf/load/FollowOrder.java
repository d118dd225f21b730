package io.fairline.perf.load;

import io.fairline.perf.fairness.OrderStatus;
import io.fairline.perf.fairness.Position;
import io.fairline.perf.fairness.Sighting;
import io.fairline.perf.http.Exchange;
import io.fairline.perf.http.HttpAnswer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One GET /orders/{id} that waits for news; asks again until there is some, for as long as a run waits for its decisions. */
final class FollowOrder implements Exchange {

    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    /** What goes on when there is news, or none to be had. */
    interface Next {
        void seen(OrderStatus status, String etag);

        void givenUp(String why);
    }

    private final Followers followers;
    private final int order;
    private final int shopper;
    private final UUID id;
    private final Position position;
    private final @Nullable String knownEtag;
    private final Next next;
    private final long giveUpNanos;
    private int tries;

    FollowOrder(
            Followers followers,
            int order,
            int shopper,
            UUID id,
            Position position,
            @Nullable String knownEtag,
            Next next) {
        this.followers = followers;
        this.order = order;
        this.shopper = shopper;
        this.id = id;
        this.position = position;
        this.knownEtag = knownEtag;
        this.next = next;
        this.giveUpNanos = System.nanoTime() + followers.patience().toNanos();
    }

    @Override
    public void encode(ByteBuffer out, long nowNanos) {
        String path = "GET /orders/%s?position=%s&wait=PT10S".formatted(id, position);
        String condition = knownEtag == null ? "" : "If-None-Match: %s\r\n".formatted(knownEtag);
        followers.requests().other(out, shopper, path, condition);
    }

    @Override
    public void answered(HttpAnswer answer, long nowNanos) {
        switch (answer.status()) {
            case 200 -> read(answer, nowNanos);
            case 304 -> again("nothing new");
            case 503 -> again("status 503");
            default -> next.givenUp("status %d: %s".formatted(answer.status(), answer.body()));
        }
    }

    @Override
    public void lost(String why, long nowNanos) {
        again(why);
    }

    private void read(HttpAnswer answer, long nowNanos) {
        String name = answer.field("status");
        if (name == null) {
            next.givenUp("a status without status: " + answer.body());
            return;
        }
        OrderStatus status = OrderStatus.valueOf(name);
        String version = answer.field("version");
        followers.saw(new Sighting(
                followers.requests().shopper(shopper),
                id,
                status,
                version == null ? 0 : Long.parseLong(version),
                nowNanos));
        String etag = answer.header("etag");
        if (status == OrderStatus.PENDING) {
            again("still pending");
        } else if (etag == null) {
            next.givenUp("a status without ETag");
        } else {
            followers.visible(order, nowNanos);
            next.seen(status, etag);
        }
    }

    /** After a pause: whoever cannot tell now is not helped by being asked at once. */
    private void again(String why) {
        tries++;
        followers.later(PAUSE_NANOS, () -> {
            if (System.nanoTime() > giveUpNanos || !followers.ask(this)) {
                next.givenUp("order %s: %s after %d tries".formatted(id, why, tries));
            }
        });
    }
}
