package io.fairline.intake.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** What a body in pieces holds of the server. */
class JsonBodiesTest {

    private static final NettyDataBufferFactory BUFFERS = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);

    private final List<ByteBuf> pieces = new ArrayList<>();

    @Test
    void pieceIsLetGoBeforeTheNextOneComes() {
        Sinks.Many<DataBuffer> client = Sinks.many().unicast().onBackpressureBuffer();
        CompletableFuture<byte @Nullable []> body =
                JsonBodies.joined(client.asFlux()).toFuture();

        client.tryEmitNext(piece("{")).orThrow();
        assertAllAreLetGo();
        client.tryEmitNext(piece("}")).orThrow();
        assertAllAreLetGo();
        client.tryEmitComplete().orThrow();

        assertThat(body.join()).asString(US_ASCII).isEqualTo("{}");
    }

    @Test
    void bodyMayHaveAsManyPiecesAsBytesAndNotOneByteTooMany() {
        Flux<DataBuffer> longest = Flux.range(0, JsonBodies.MAX_BYTES).map(_ -> piece("x"));

        assertThat(JsonBodies.joined(longest).toFuture().join()).hasSize(JsonBodies.MAX_BYTES);
        assertThatThrownBy(() ->
                        JsonBodies.joined(longest.concatWithValues(piece("x"))).block())
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.problem().type()).isEqualTo(ProblemType.BODY_TOO_LARGE));
        assertAllAreLetGo();
    }

    @Test
    void noPieceIsAnEmptyBody() {
        assertThat(JsonBodies.joined(Flux.empty()).toFuture().join()).isEmpty();
    }

    private DataBuffer piece(String text) {
        ByteBuf piece = Unpooled.copiedBuffer(text, US_ASCII);
        pieces.add(piece);
        return BUFFERS.wrap(piece);
    }

    private void assertAllAreLetGo() {
        assertThat(pieces).allSatisfy(piece -> assertThat(piece.refCnt()).isZero());
    }
}
