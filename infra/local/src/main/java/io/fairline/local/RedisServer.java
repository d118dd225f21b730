package io.fairline.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Redis, bounded in memory like the cache it is. Nothing in it is worth a disk: a restart empties it. */
public final class RedisServer extends ProcessServer {

    private final int port;
    private final Checkout checkout;
    private final ServerFolder folder;

    public RedisServer(int port, Checkout checkout, ServerFolder folder) {
        this.port = port;
        this.checkout = checkout;
        this.folder = folder;
    }

    /** Such as {@code redis://127.0.0.1:16379}. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    protected List<Integer> ports() {
        return List.of(port);
    }

    @Override
    protected ChildProcess launch() {
        return ChildProcess.start(name(), command(), Map.of(), folder);
    }

    private List<String> command() {
        return List.of(
                binary().toString(),
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.createData(name()).toString(),
                "--save",
                "",
                "--maxmemory",
                "256mb",
                "--maxmemory-policy",
                "allkeys-lru");
    }

    private Path binary() {
        String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
        Path folder = checkout.server("redis");
        try (Stream<Path> files = Files.list(folder)) {
            Path binary = files.filter(file -> file.toString().endsWith(platform))
                    .findFirst()
                    .orElseThrow(() -> new StartFailure("no Redis for %s in %s".formatted(platform, folder)));
            if (!Files.isExecutable(binary) && !binary.toFile().setExecutable(true, false)) {
                throw new StartFailure("cannot make %s executable".formatted(binary));
            }
            return binary;
        } catch (IOException e) {
            throw new StartFailure("cannot read %s: run `make build` first".formatted(folder), e);
        }
    }

    static String platform(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        return os + (osArch.equals("aarch64") ? "-arm64" : "-amd64");
    }

    /** The answer to PING is PONG once the data is loaded, and an error before. */
    @Override
    protected boolean answers() throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            for (int next = socket.getInputStream().read();
                    next != '\n' && next >= 0;
                    next = socket.getInputStream().read()) {
                answer.write(next);
            }
            return answer.toString(StandardCharsets.US_ASCII).startsWith("+PONG");
        }
    }
}
