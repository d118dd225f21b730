package io.fairline.projection.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    @Test
    void readsWhatItWrites() {
        Position position = new Position(3, 1234);

        assertThat(position).hasToString("3-1234");
        assertThat(Position.parse("3-1234")).contains(position);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "3", "3-", "-3", "3-1-2", "a-1", "1-b", " 3-1", "123456-1", "1-1234567890123456789"})
    void readsNothingElse(String text) {
        assertThat(Position.parse(text)).isEmpty();
    }
}
