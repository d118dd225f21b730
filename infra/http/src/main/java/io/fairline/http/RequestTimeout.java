package io.fairline.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which a request begins and does not arrive as a whole in time, or on which more arrives than there
 * is room for. The server's own timeouts do not: one starts anew with every byte, the others begin where a request's head
 * ends. And its own bounds are those of one connection, not of thousands. Used by one event loop alone.
 */
final class RequestTimeout {

    private final Duration longest;
    private final Backlog backlog;
    private boolean underWay;
    private @Nullable Future<?> deadline;

    RequestTimeout(Duration longest, Backlog backlog) {
        this.longest = longest;
        this.backlog = backlog;
    }

    /** Goes right before the decoder: the first byte counts. */
    ChannelHandler beforeDecoder() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                underWay = true;
                backlog.received(((ByteBuf) message).readableBytes());
                context.fireChannelRead(message);
                // Nearly every request comes in one piece, and is behind the decoder by now: it needs no timer.
                underWay = underWay || backlog.hasMore();
                if (!backlog.fits()) {
                    close(context);
                } else if (underWay && deadline == null) {
                    deadline = context.executor().schedule(() -> close(context), longest.toMillis(), MILLISECONDS);
                }
            }

            @Override
            public void channelInactive(ChannelHandlerContext context) {
                arrived();
                backlog.giveBack();
                context.fireChannelInactive();
            }
        };
    }

    /** Goes behind the decoder: the beginning of another request, the end of each, and that of each answer count. */
    ChannelHandler afterDecoder() {
        return new ChannelDuplexHandler() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof HttpRequest head) {
                    underWay = true; // also where it came in one piece with the end of the one before it
                    backlog.decoded(head);
                }
                if (message instanceof HttpContent body) {
                    backlog.decoded(body);
                }
                if (message instanceof LastHttpContent) {
                    arrived();
                }
                context.fireChannelRead(message);
            }

            @Override
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                if (message instanceof LastHttpContent && !isInterim(message)) {
                    backlog.answered();
                }
                ChannelFuture _ = context.write(message, promise);
            }
        };
    }

    /** Such as 100 Continue: the answer is still to come. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
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
