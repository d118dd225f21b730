package io.fairline.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a server keeps of its clients' requests, and of whom it rather keeps nothing. */
class BacklogTest {

    private static final int ALLOWED_BYTES = 1_000;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final String WHOLE = "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n";
    private static final String BEGINNING = "GET / HTTP/1.1\r\nHost: localhost\r\n";
    private static final String HEADER = "a:\r\n";
    private static final String CHUNKED = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final ByteBudget budget = new ByteBudget(ALLOWED_BYTES);
    private final EmbeddedChannel client = connect(budget);

    @Test
    void usualRequestThatComesAloneAndInOnePieceTakesNothing() {
        EmbeddedChannel frugal = connect(new ByteBudget(0));
        for (int round = 0; round < 100; round++) {
            send(frugal, WHOLE);
            answer(frugal, HttpResponseStatus.OK);
        }

        assertThat(frugal.isOpen()).isTrue();
    }

    @Test
    void bodyTakesNothingHoweverItComes() {
        EmbeddedChannel frugal = connect(new ByteBudget(Backlog.LEAST_TAKEN_BYTES));
        for (int round = 0; round < 100; round++) {
            send(frugal, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n");
            send(frugal, "a".repeat(200));
            send(frugal, "a".repeat(800));
            answer(frugal, HttpResponseStatus.OK);
            send(frugal, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
            answer(frugal, HttpResponseStatus.OK);
        }

        assertThat(frugal.isOpen()).isTrue();
    }

    @Test
    void requestIsKeptWhileItsBodyIsAwaited() {
        send(client, "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n");
        assertTaken(Backlog.LEAST_TAKEN_BYTES);
        send(client, "a");
        assertTaken(Backlog.LEAST_TAKEN_BYTES);

        send(client, "a");

        assertNothingIsTaken();
    }

    @Test
    void unusualHeadIsKeptUntilTheAnswer() {
        String ofManyHeaders = BEGINNING + HEADER.repeat(64) + "\r\n";
        send(client, ofManyHeaders);
        assertTaken(Backlog.LEAST_TAKEN_BYTES);
        answer(client, HttpResponseStatus.OK);
        assertNothingIsTaken();

        String ofManyBytes = BEGINNING + "a:" + "b".repeat(2_048) + "\r\n\r\n";
        send(client, ofManyBytes);

        assertThat(client.isOpen()).isFalse();
        assertNothingIsTaken();
    }

    @Test
    void headThatDoesNotEndHasItsBounds() {
        send(client, BEGINNING + HEADER.repeat(100));
        assertThat(client.isOpen()).isTrue();

        send(client, HEADER.repeat(200));

        assertThat(client.isOpen()).isFalse();
        assertNothingIsTaken();
    }

    @Test
    void headIsKeptUntilItEnds() {
        send(client, BEGINNING + HEADER.repeat(50));
        assertThat(budget.charge(0)).isTrue();
        assertThat(budget.charge(ALLOWED_BYTES)).isFalse();
        budget.giveBack(ALLOWED_BYTES);

        send(client, "\r\n");

        assertNothingIsTaken();
    }

    @Test
    void connectionsShareWhatThereIs() {
        EmbeddedChannel another = connect(budget);
        send(another, BEGINNING + HEADER.repeat(150));

        send(client, BEGINNING + HEADER.repeat(150));

        assertThat(client.isOpen()).isFalse();
        assertThat(another.isOpen()).isTrue();
        ChannelFuture _ = another.close();
        another.runPendingTasks();
        assertNothingIsTaken();
    }

    @Test
    void headThatDoesNotEndIsNotHiddenBehindARequestThatDoes() {
        send(client, WHOLE + BEGINNING + HEADER.repeat(300));

        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void headThatComesWithTheEndOfAnotherRequestHasAsMuchTimeAsAny() {
        client.freezeTime();
        send(client, WHOLE + BEGINNING + HEADER.repeat(100));
        assertThat(client.isOpen()).isTrue();

        client.advanceTimeBy(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        client.runScheduledPendingTasks();
        client.runPendingTasks();

        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void requestsThatWaitForOneAnotherHaveTheirBounds() {
        send(client, WHOLE.repeat(10));
        assertThat(client.isOpen()).isTrue();

        send(client, WHOLE.repeat(20));

        assertThat(client.isOpen()).isFalse();
        assertNothingIsTaken();
    }

    @Test
    void requestsThatWaitAreKeptUntilAllButOneAreAnswered() {
        send(client, WHOLE.repeat(3));
        assertThat(budget.charge(ALLOWED_BYTES)).isFalse();
        budget.giveBack(ALLOWED_BYTES);

        answer(client, HttpResponseStatus.OK);
        answer(client, HttpResponseStatus.OK);

        assertNothingIsTaken();
    }

    @Test
    void leaveToSendABodyIsNoAnswer() {
        send(client, WHOLE.repeat(3));

        answer(client, HttpResponseStatus.CONTINUE);
        answer(client, HttpResponseStatus.OK);

        assertThat(budget.charge(ALLOWED_BYTES)).isFalse();
    }

    @Test
    void chunksLeaveNothingBehind() {
        EmbeddedChannel frugal = connect(new ByteBudget(0));

        send(frugal, CHUNKED + "1\r\na\r\n".repeat(200) + "0\r\n\r\n");
        answer(frugal, HttpResponseStatus.UNAUTHORIZED);
        send(frugal, WHOLE);

        assertThat(frugal.isOpen()).isTrue();
        assertIsNotHurried(frugal);
    }

    /** It looks like the beginning of another request, and is kept as one: once, whatever comes behind it. */
    @Test
    void whatChunksSayBesideTheirSizeDoesNotAddUp() {
        String another = BEGINNING + "a:" + "b".repeat(300) + "\r\n\r\n";
        send(client, CHUNKED + "1;a=%s\r\na\r\n0\r\n\r\n".formatted("b".repeat(300)));
        answer(client, HttpResponseStatus.UNAUTHORIZED);
        for (int round = 0; round < 100; round++) {
            send(client, another);
            answer(client, HttpResponseStatus.OK);
        }

        assertThat(client.isOpen()).isTrue();
        assertTaken(Backlog.LEAST_TAKEN_BYTES);
    }

    @Test
    void chunksHideNoHeadThatDoesNotEnd() {
        send(client, CHUNKED + "1\r\na\r\n".repeat(200) + "0\r\n\r\n" + BEGINNING + HEADER.repeat(300));

        assertThat(client.isOpen()).isFalse();
    }

    private static void assertIsNotHurried(EmbeddedChannel client) {
        client.freezeTime();
        client.advanceTimeBy(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        client.runScheduledPendingTasks();
        client.runPendingTasks();
        assertThat(client.isOpen()).isTrue();
    }

    private void assertNothingIsTaken() {
        assertTaken(0);
    }

    private void assertTaken(int bytes) {
        int restBytes = ALLOWED_BYTES - bytes;
        assertThat(budget.charge(restBytes)).as("%d bytes are left", restBytes).isTrue();
        assertThat(budget.charge(1)).as("no more than %d", restBytes).isFalse();
        budget.giveBack(restBytes + 1);
    }

    private static EmbeddedChannel connect(ByteBudget budget) {
        RequestTimeout timeout = new RequestTimeout(LONGEST, new Backlog(budget));
        return new EmbeddedChannel(timeout.beforeDecoder(), new HttpServerCodec(), timeout.afterDecoder());
    }

    private static void send(EmbeddedChannel client, String text) {
        client.pipeline().fireChannelRead(Unpooled.copiedBuffer(text, US_ASCII));
        client.runPendingTasks();
        client.releaseInbound();
    }

    private static void answer(EmbeddedChannel client, HttpResponseStatus status) {
        client.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
        client.releaseOutbound();
    }
}
