package io.fairline.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.local.stack.JvmFlags;
import io.fairline.local.stack.ServiceKind;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** What connections hold outside of the heap. */
class ServerLimitsTest {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int CLIENTS = 50;
    private static final int REQUESTS = 1_000;
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
    private static final String DIRECT_MEMORY = "-XX:MaxDirectMemorySize=";

    private final HttpSettings settings =
            new Binder(new MapConfigurationPropertySource()).bindOrCreate("fairline.http", HttpSettings.class);

    @Test
    void connectionPinsLittleHoweverMuchHasComeOverIt() throws Exception {
        UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true);
        LoopResources loops = LoopResources.create("limits", 1, true);
        DisposableServer server = new ServerLimits(settings)
                .apply(HttpServer.create())
                .childOption(ChannelOption.ALLOCATOR, memory)
                .runOn(loops)
                .host("127.0.0.1")
                .handle((_, response) -> response.send())
                .bindNow();
        List<Socket> crowd = new ArrayList<>();
        try {
            while (crowd.size() < CLIENTS) {
                crowd.add(askOftenAndBeginAgain(server.port()));
            }

            assertThat(usedBytes(memory, loops))
                    .isPositive()
                    .isLessThanOrEqualTo(CLIENTS * ServerLimits.MOST_PINNED_BYTES);
        } finally {
            for (Socket client : crowd) {
                client.close();
            }
            server.disposeNow();
            loops.dispose();
        }
    }

    @ParameterizedTest
    @EnumSource
    void allConnectionsTogetherPinLessThanThereIs(ServiceKind kind) {
        long pinnedBytes = (long) settings.maxConnections() * ServerLimits.MOST_PINNED_BYTES;

        assertThat(pinnedBytes).isLessThan(directMegabytes(kind) << 20);
    }

    /** The server has read much, and of the last request it has but one byte. */
    private static Socket askOftenAndBeginAgain(int port) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(PATIENCE_MILLIS);
        client.getOutputStream().write((REQUEST.repeat(REQUESTS) + "G").getBytes(US_ASCII));
        assertThat(client.getInputStream().readNBytes(ANSWER.length() * REQUESTS))
                .asString(US_ASCII)
                .isEqualTo(ANSWER.repeat(REQUESTS));
        return client;
    }

    /** As its one event loop sees it, which is done with what it was reading. */
    private static long usedBytes(UnpooledByteBufAllocator memory, LoopResources loops)
            throws ExecutionException, InterruptedException {
        return loops.onServer(true)
                .submit(() -> memory.metric().usedDirectMemory())
                .get();
    }

    private static long directMegabytes(ServiceKind kind) {
        String flag = JvmFlags.of(kind).stream()
                .filter(each -> each.startsWith(DIRECT_MEMORY))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(flag.substring(DIRECT_MEMORY.length(), flag.length() - 1));
    }
}
