package io.fairline.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BusiestTest {

    @Test
    void isTheOneThatWorksWhereverItStandsInTheList() throws IOException {
        Process idle = new ProcessBuilder("sleep", "600").start();
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            assertThat(Busiest.of(List.of(idle, busy), BusiestTest::pid)).isEqualTo(busy);
            assertThat(Busiest.of(List.of(busy, idle), BusiestTest::pid)).isEqualTo(busy);
        } finally {
            busy.destroyForcibly();
            idle.destroyForcibly();
        }
    }

    @Test
    void whoDoesNotRunIsNotChosen() {
        OptionalInt self = OptionalInt.of((int) ProcessHandle.current().pid());

        assertThat(Busiest.of(List.of("dead", "alive"), name -> name.equals("alive") ? self : OptionalInt.empty()))
                .isEqualTo("alive");
    }

    private static OptionalInt pid(Process process) {
        return OptionalInt.of((int) process.pid());
    }
}
