package io.fairline.perf.http;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection with at most one exchange under way. */
final class Connection {

    static final int MAX_MESSAGE_BYTES = 32 * 1024;

    final Pool pool;
    private final ByteBuffer out = ByteBuffer.allocateDirect(MAX_MESSAGE_BYTES / 4);
    private final ByteBuffer in = ByteBuffer.allocate(MAX_MESSAGE_BYTES);
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private @Nullable Exchange current;
    private long startedNanos;

    Connection(Pool pool) {
        this.pool = pool;
    }

    boolean isOpen() {
        return channel != null;
    }

    boolean isBusy() {
        return current != null;
    }

    boolean isOverdue(long nowNanos, long limitNanos) {
        return current != null && nowNanos - startedNanos > limitNanos;
    }

    /** Connects, waiting for it: loopback accepts or refuses at once. */
    void connect(SocketAddress address, Selector selector) throws IOException {
        SocketChannel opened = SocketChannel.open();
        try {
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            opened.connect(address);
            opened.configureBlocking(false);
            key = opened.register(selector, SelectionKey.OP_READ, this);
            channel = opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    void start(Exchange exchange, long nowNanos) throws IOException {
        current = exchange;
        startedNanos = nowNanos;
        in.clear();
        out.clear();
        exchange.encode(out, nowNanos);
        out.flip();
        flush();
    }

    /** The key is ready: moves bytes; true when an answer ended the exchange and the connection may be used again. */
    boolean advance(SelectionKey ready) throws IOException {
        if (ready.isWritable()) {
            flush();
        }
        return ready.isReadable() && read();
    }

    /** Gives up what is under way. */
    void close(String why, long nowNanos) {
        SocketChannel open = channel;
        channel = null;
        key = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // closed is what we want it to be, and the selector forgets it either way
            }
        }
        Exchange lost = current;
        current = null;
        if (lost != null) {
            lost.lost(why, nowNanos);
        }
    }

    private boolean read() throws IOException {
        SocketChannel open = channel;
        if (open == null) {
            return false;
        }
        int count = open.read(in);
        if (count < 0) {
            throw new IOException("the server closed the connection");
        }
        Exchange exchange = current;
        if (exchange == null) {
            throw new IOException("an answer that nobody waits for");
        }
        HttpAnswer answer = AnswerParser.parse(in.array(), in.position());
        if (answer == null) {
            if (!in.hasRemaining()) {
                throw new IOException("an answer of more than %d bytes".formatted(MAX_MESSAGE_BYTES));
            }
            return false;
        }
        current = null;
        exchange.answered(answer, System.nanoTime());
        return !"close".equals(answer.header("connection")) || closeByAgreement();
    }

    private boolean closeByAgreement() throws IOException {
        throw new IOException("the server asked to close");
    }

    private void flush() throws IOException {
        SocketChannel open = channel;
        SelectionKey registered = key;
        if (open == null || registered == null) {
            return;
        }
        open.write(out);
        int wanted = out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (registered.interestOps() != wanted) {
            registered.interestOps(wanted);
        }
    }
}
