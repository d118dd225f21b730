package io.fairline.projection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Stands before a server and can fall silent: whatever is sent is taken and leads nowhere, and no connection ends. That is
 * what a host without power or network looks like from outside.
 */
final class SilentProxy implements AutoCloseable {

    private static final int BUFFER_BYTES = 8192;

    private final String host;
    private final int port;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Forwarding forwarding = new Forwarding();

    SilentProxy(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** No byte passes any more, on no connection, also on those still to come. */
    void fallSilent() {
        forwarding.ended = true;
    }

    /** Connections from now on reach the server; the earlier ones stay silent. */
    void serveNewConnections() {
        forwarding = new Forwarding();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(host, port);
                sockets.add(client);
                sockets.add(server);
                Forwarding present = forwarding;
                Thread.ofVirtual().start(() -> pump(client, server, present));
                Thread.ofVirtual().start(() -> pump(server, client, present));
            }
        } catch (IOException e) {
            // The door was closed.
        }
    }

    private static void pump(Socket from, Socket to, Forwarding present) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!present.ended) {
                    out.write(buffer, 0, read);
                }
            }
            if (present.ended) {
                new CountDownLatch(1).await(); // an end is not passed on either
            }
        } catch (IOException | InterruptedException e) {
            // The connection ends on both sides.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static final class Forwarding {
        private volatile boolean ended;
    }
}
