package io.fairline.projection.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.projection.domain.Advance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecodedPollTest {

    private static final Map<Integer, Long> STORED = Map.of(3, 5L, 4, 20L, 5, 30L);

    private final DecodedPoll poll = new DecodedPoll(List.of(), Map.of(3, new Advance(3, 5, 9, 7)), List.of());

    @Test
    void partitionsAreTakenToWhereTheConsumerStands() {
        assertThat(poll.advances(STORED, Map.of(3, 10L, 4, 22L, 5, 30L)))
                .containsExactlyInAnyOrder(new Advance(3, 5, 10, 7), new Advance(4, 20, 22, -1));
    }

    @Test
    void whereThatIsNotKnownTheEventsCount() {
        assertThat(poll.advances(STORED, Map.of())).containsExactly(new Advance(3, 5, 9, 7));
    }
}
