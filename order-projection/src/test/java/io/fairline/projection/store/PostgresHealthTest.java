package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class PostgresHealthTest {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final List<Sinks.One<Long>> probes = new ArrayList<>();
    private final List<Status> answers = new ArrayList<>();

    private VirtualTimeScheduler time;
    private PostgresHealth health;

    @BeforeEach
    void start() {
        time = VirtualTimeScheduler.getOrSet();
        health = new PostgresHealth(Mono.defer(this::probe), LONGEST);
    }

    @AfterEach
    void end() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void allWhoAskWhileOneProbeIsUnderWayOrASecondOldShareIt() {
        ask();
        ask();
        probes.getFirst().tryEmitValue(1L).orThrow();
        time.advanceTimeBy(PostgresHealth.VALIDITY.minusMillis(1));
        ask();

        assertThat(answers).containsExactly(Status.UP, Status.UP, Status.UP);
        assertThat(probes).hasSize(1);
    }

    @Test
    void neitherAnAnswerNorAFailureIsBelievedForLonger() {
        ask();
        probes.getLast().tryEmitValue(1L).orThrow();
        time.advanceTimeBy(PostgresHealth.VALIDITY);
        ask();
        probes.getLast().tryEmitError(new IllegalStateException("no Postgres")).orThrow();
        time.advanceTimeBy(PostgresHealth.VALIDITY);
        ask();
        probes.getLast().tryEmitValue(1L).orThrow();

        assertThat(answers).containsExactly(Status.UP, Status.DOWN, Status.UP);
        assertThat(probes).hasSize(3);
    }

    @Test
    void probeThatIsNotAnsweredIsAFailure() {
        ask();
        time.advanceTimeBy(LONGEST);

        assertThat(answers).containsExactly(Status.DOWN);
    }

    private Mono<Long> probe() {
        Sinks.One<Long> answer = Sinks.one();
        probes.add(answer);
        return answer.asMono();
    }

    private void ask() {
        health.health().map(Health::getStatus).subscribe(answers::add);
    }
}
