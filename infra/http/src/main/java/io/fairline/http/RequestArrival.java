package io.fairline.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which a request begins and does not arrive as a whole in time. The server's own timeouts do not:
 * one starts anew with every byte, the others begin where a request's head ends. Used by one event loop alone.
 */
final class RequestArrival {

    private final Duration longest;
    private boolean underWay;
    private @Nullable Future<?> deadline;

    RequestArrival(Duration longest) {
        this.longest = longest;
    }

    /** Goes before the decoder: the first byte counts. */
    ChannelInboundHandler begin() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object bytes) {
                underWay = true;
                context.fireChannelRead(bytes);
                // Nearly every request comes in one piece, and is behind the decoder by now: it needs no timer.
                if (underWay && deadline == null) {
                    deadline = context.executor().schedule(() -> close(context), longest.toMillis(), MILLISECONDS);
                }
            }

            @Override
            public void channelInactive(ChannelHandlerContext context) {
                arrived();
                context.fireChannelInactive();
            }
        };
    }

    /** Goes behind the decoder: the beginning of another request, and the end of each, count. */
    ChannelInboundHandler end() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof HttpRequest) {
                    underWay = true; // also where it came in one piece with the end of the one before it
                }
                if (message instanceof LastHttpContent) {
                    arrived();
                }
                context.fireChannelRead(message);
            }
        };
    }

    private void arrived() {
        underWay = false;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private static void close(ChannelHandlerContext context) {
        ChannelFuture _ = context.close();
    }
}
