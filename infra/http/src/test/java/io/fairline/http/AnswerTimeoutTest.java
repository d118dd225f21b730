package io.fairline.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnswerTimeoutTest {

    private static final Duration LONGEST = Duration.ofMillis(100);

    private final Client client = new Client();

    @Test
    void clientThatTakesNothingIsCut() {
        client.stopsReading();
        client.isSentAnAnswer();

        client.lets(99);
        assertThat(client.isOpen()).isTrue();
        client.lets(1);
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void everyAnswerHasItsOwnTime() {
        client.stopsReading();
        client.isSentAnAnswer();
        client.lets(60);
        client.readsAll();
        client.stopsReading();
        client.isSentAnAnswer();

        client.lets(60);
        assertThat(client.isOpen()).as("120 after the first").isTrue();
        client.lets(40);
        assertThat(client.isOpen()).as("100 after the second").isFalse();
    }

    @Test
    void answerThatIsSentWhileAnotherOneIsWaitedForIsWaitedForNext() {
        client.stopsReading();
        client.isSentAnAnswer();
        client.lets(60);
        client.isSentAnAnswer();
        client.readsOneAnswerAndWhatFollowsIt();

        client.lets(99);
        assertThat(client.isOpen()).isTrue();
        client.lets(1);
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void clientThatReadsMayTakeItsTimeToAsk() {
        client.isSentAnAnswer();
        client.lets(1_000);
        assertThat(client.isOpen()).isTrue();
    }

    /** A connection whose system's buffer is full while its client does not read. */
    private static final class Client extends EmbeddedChannel {

        private static final int ALL = Integer.MAX_VALUE;

        private int room = ALL;

        Client() {
            super(new AnswerTimeout(LONGEST));
            freezeTime();
        }

        void isSentAnAnswer() {
            ChannelFuture _ = writeAndFlush(Unpooled.copyInt(200));
        }

        void stopsReading() {
            room = 0;
        }

        void readsAll() {
            room = ALL;
            unsafe().flush();
        }

        void readsOneAnswerAndWhatFollowsIt() {
            room = 2;
            unsafe().flush();
        }

        void lets(long millis) {
            advanceTimeBy(millis, TimeUnit.MILLISECONDS);
            runScheduledPendingTasks();
            runPendingTasks();
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer written) {
            while (room > 0 && written.current() != null) {
                room--;
                written.remove();
            }
        }
    }
}
