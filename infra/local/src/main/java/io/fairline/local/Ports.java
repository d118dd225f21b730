package io.fairline.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** TCP ports of the loopback interface. */
public final class Ports {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    // Below the range that outgoing connections are given, so that nobody takes the port of a server that restarts.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int BLOCK = 200;

    /** On the first port of each block that is ours we listen ourselves, as long as this JVM lives. */
    private static final List<ServerSocket> CLAIMS = new ArrayList<>();

    private static int next;
    private static int end;

    private Ports() {}

    /**
     * A port that nothing listens on, given once in the life of this JVM. Nor does another JVM give it, also while the
     * server that it is for has not started, or is down.
     */
    public static synchronized int anyFree() {
        while (true) {
            if (next == end) {
                claimBlock();
            }
            int port = next++;
            if (isFree(port)) {
                return port;
            }
        }
    }

    private static void claimBlock() {
        for (int first = LOWEST; first < HIGHEST; first += BLOCK) {
            try {
                CLAIMS.add(listenOn(first));
                next = first + 1;
                end = first + BLOCK;
                return;
            } catch (IOException e) {
                // another JVM's, or somebody's server
            }
        }
        throw new StartFailure("no free ports between %d and %d: end some processes".formatted(LOWEST, HIGHEST));
    }

    /** Fails with one line that names the port and who wants it. */
    public static void requireFree(int port, String who) {
        if (!isFree(port)) {
            throw new StartFailure(
                    "port %d is taken, and %s needs it: end the process that listens there (`ss -ltnp | grep %d` names it)"
                            .formatted(port, who, port));
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket _ = listenOn(port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether somebody takes connections there. */
    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK, port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Connections in TIME_WAIT do not count: on Linux and macOS Java sets SO_REUSEADDR for whoever listens. */
    private static ServerSocket listenOn(int port) throws IOException {
        return new ServerSocket(port, 1, LOOPBACK);
    }
}
