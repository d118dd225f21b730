package io.fairline.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * Closes a connection whose client does not take what it is sent: without reading it could ask on and on, and no timeout of
 * the server's begins before an answer has left. Goes first, behind all that writes; used by one event loop alone.
 */
final class AnswerTimeout extends ChannelOutboundHandlerAdapter {

    private final Duration longest;
    private boolean waiting;

    AnswerTimeout(Duration longest) {
        this.longest = longest;
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        awaitRest(context);
    }

    /** Nearly always the system has taken all of it, and there is nothing to wait for. */
    private void awaitRest(ChannelHandlerContext context) {
        ChannelOutboundBuffer rest = context.channel().unsafe().outboundBuffer();
        if (waiting || rest == null || rest.isEmpty()) {
            return;
        }
        waiting = true;
        Future<?> deadline = context.executor().schedule(() -> close(context), longest.toMillis(), MILLISECONDS);
        // It comes last, so it is written when all that is there now has been.
        ChannelFuture _ = context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> {
            deadline.cancel(false);
            waiting = false;
            awaitRest(context);
        });
    }

    private static void close(ChannelHandlerContext context) {
        ChannelFuture _ = context.close();
    }
}
