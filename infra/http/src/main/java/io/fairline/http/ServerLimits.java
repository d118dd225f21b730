package io.fairline.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.RecvByteBufAllocator;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Bounds what clients can hold of the server: connections, time and memory. */
public final class ServerLimits implements NettyServerCustomizer {

    /** Netty's least, so that bytes which come one by one are not kept in buffers of a thousand times their size. */
    private static final int LEAST_READ_BYTES = 64;

    /**
     * Holds a usual order with all that browsers add to it: what comes in two pieces needs room that all share, and in the
     * second in which everybody comes there is little. By default it would be 64 KB, kept for as long as a byte is not decoded.
     */
    private static final int MOST_READ_BYTES = 2_048;

    /**
     * What a byte that is not decoded keeps outside of the heap. What is read next goes behind it: the decoder doubles its
     * buffer for that, and makes room in it only when half of it is done with, so it doubles it once more.
     */
    static final int MOST_PINNED_BYTES = 4 * MOST_READ_BYTES;

    private final HttpSettings settings;
    private final AtomicInteger open = new AtomicInteger();
    private final ByteBudget budget = ByteBudget.ofTheHeap();

    /** One read at a time: of several in a row the decoder would keep all until the last one. */
    private final RecvByteBufAllocator reads =
            new AdaptiveRecvByteBufAllocator(LEAST_READ_BYTES, MOST_READ_BYTES, MOST_READ_BYTES).maxMessagesPerRead(1);

    public ServerLimits(HttpSettings settings) {
        this.settings = settings;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((_, channel, _) -> limit(channel));
    }

    private void limit(Channel channel) {
        ChannelFuture _ = channel.closeFuture().addListener(_ -> open.decrementAndGet());
        if (open.incrementAndGet() > settings.maxConnections()) {
            ChannelFuture _ = channel.close();
            return;
        }
        channel.config().setRecvByteBufAllocator(reads);
        RequestTimeout timeout = new RequestTimeout(settings.requestTimeout(), new Backlog(budget));
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addFirst(new AnswerTimeout(settings.answerTimeout()));
        pipeline.addBefore(NettyPipeline.HttpCodec, null, timeout.beforeDecoder());
        pipeline.addAfter(NettyPipeline.HttpCodec, null, timeout.afterDecoder());
    }
}
