package io.fairline.projection.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.projection.domain.Position;
import org.junit.jupiter.api.Test;

class EntityTagsTest {

    private static final View<String> SETTLED = new View<>("it", null, 0, 9);
    private static final View<String> AHEAD = new View<>("it", new Position(3, 12), 2, 9);

    @Test
    void tagIsTheVersionAndWeakWhileTheLineMoves() {
        assertThat(EntityTags.of(SETTLED)).isEqualTo("\"9\"");
        assertThat(EntityTags.of(AHEAD)).isEqualTo("W/\"9\"");
    }

    @Test
    void versionIsKnownByAnyOfTheTags() {
        assertThat(EntityTags.known(SETTLED, "\"9\"")).isTrue();
        assertThat(EntityTags.known(SETTLED, "W/\"9\"")).isTrue();
        assertThat(EntityTags.known(AHEAD, "\"1\", \"9\"")).isTrue();
        assertThat(EntityTags.known(SETTLED, "*")).isTrue();
        assertThat(EntityTags.known(SETTLED, "\"19\", 9")).isFalse();
        assertThat(EntityTags.known(SETTLED, null)).isFalse();
    }

    @Test
    void newsIsOnlyWhatIsNewerThanAllTags() {
        assertThat(EntityTags.isNews(SETTLED, "\"8\"")).isTrue();
        assertThat(EntityTags.isNews(SETTLED, "W/\"1\", \"8\"")).isTrue();
        assertThat(EntityTags.isNews(SETTLED, "\"none of ours\"")).isTrue();
        assertThat(EntityTags.isNews(SETTLED, "\"9\"")).isFalse();
        assertThat(EntityTags.isNews(SETTLED, "\"8\", W/\"10\"")).isFalse();
        assertThat(EntityTags.isNews(SETTLED, "*")).isFalse();
    }
}
