package io.fairline.intake.web;

import io.netty.channel.ChannelFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.http.server.HttpServer;

/** Bounds what a client can hold of the server without asking for anything. */
final class ServerLimits implements NettyServerCustomizer {

    private final WebSettings settings;
    private final AtomicInteger open = new AtomicInteger();

    ServerLimits(WebSettings settings) {
        this.settings = settings;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.readTimeout(settings.readTimeout())
                .requestTimeout(settings.requestTimeout())
                .doOnChannelInit((_, channel, _) -> {
                    ChannelFuture _ = channel.closeFuture().addListener(_ -> open.decrementAndGet());
                    if (open.incrementAndGet() > settings.maxConnections()) {
                        ChannelFuture _ = channel.close();
                    }
                });
    }
}
