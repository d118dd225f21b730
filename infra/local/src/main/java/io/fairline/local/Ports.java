package io.fairline.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** TCP ports of the loopback interface. */
public final class Ports {

    // Below the range that outgoing connections are given, so that nobody takes the port of a server that restarts.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int MAX_ATTEMPTS = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port that nothing listens on, given once in the life of this JVM. */
    public static int anyFree() {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new StartFailure("no free port between %d and %d: end some processes".formatted(LOWEST, HIGHEST));
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
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections in TIME_WAIT do not count
            socket.bind(loopback(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether somebody takes connections there. */
    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(loopback(port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }
}
