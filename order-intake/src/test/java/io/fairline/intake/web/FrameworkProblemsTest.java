package io.fairline.intake.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.netty.channel.AbortedException;

@ExtendWith(OutputCaptureExtension.class)
class FrameworkProblemsTest {

    private final FrameworkProblems problems = new FrameworkProblems(new ProblemWriter(new SimpleMeterRegistry()));
    private final MockServerWebExchange exchange =
            MockServerWebExchange.from(MockServerHttpRequest.post("/orders").build());

    @ParameterizedTest
    @MethodSource
    void clientThatIsGoneIsToldNothingAndAlarmsNobody(Exception failure, CapturedOutput output) {
        problems.handle(exchange, failure).block();

        assertThat(exchange.getResponse().isCommitted()).isFalse();
        assertThat(output.getAll()).doesNotContain("ERROR");
    }

    static Stream<Exception> clientThatIsGoneIsToldNothingAndAlarmsNobody() {
        return Stream.of(
                new IOException("Connection reset by peer"),
                new IOException("Broken pipe"),
                new ClosedChannelException(),
                AbortedException.beforeSend());
    }

    @Test
    void failureBehindAnAnswerThatIsOnItsWayIsLeftToTheServer(CapturedOutput output) {
        exchange.getResponse().setStatusCode(HttpStatus.ACCEPTED);
        exchange.getResponse().setComplete().block();
        IllegalStateException failure = new IllegalStateException("nobody foresaw it");

        assertThatThrownBy(() -> problems.handle(exchange, failure).block()).isSameAs(failure);

        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(output.getAll()).doesNotContain("ERROR");
    }

    @Test
    void failureThatNobodyForesawIsLogged(CapturedOutput output) {
        problems.handle(exchange, new IllegalStateException("nobody foresaw it"))
                .block();

        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(output.getAll()).contains("ERROR", "nobody foresaw it");
    }
}
