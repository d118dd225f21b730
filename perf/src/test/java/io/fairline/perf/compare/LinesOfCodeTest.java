package io.fairline.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesOfCodeTest {

    @Test
    void countsLinesThatSaySomething() {
        assertThat(LinesOfCode.isCode("return 1; // why")).isTrue();
        assertThat(LinesOfCode.isCode("// why")).isFalse();
        assertThat(LinesOfCode.isCode("* text")).isFalse();
        assertThat(LinesOfCode.isCode("import java.util.List;")).isFalse();
    }
}
