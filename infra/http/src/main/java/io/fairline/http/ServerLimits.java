package io.fairline.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Bounds what clients can hold of the server: connections, time and memory. */
public final class ServerLimits implements NettyServerCustomizer {

    private final HttpSettings settings;
    private final AtomicInteger open = new AtomicInteger();
    private final Allowance allowance = Allowance.ofTheHeap();

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
        RequestArrival arrival = new RequestArrival(settings.requestTimeout(), new Backlog(allowance));
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addFirst(new AnswerDelivery(settings.answerTimeout()));
        pipeline.addBefore(NettyPipeline.HttpCodec, null, arrival.begin());
        pipeline.addAfter(NettyPipeline.HttpCodec, null, arrival.end());
    }
}
