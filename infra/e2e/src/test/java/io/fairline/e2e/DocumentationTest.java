package io.fairline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.local.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documentation that names what is no longer there sends its reader astray. */
class DocumentationTest {

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");
    private static final Pattern VERB = Pattern.compile("(?m)(?:^|[`(])make (?:-s )?([a-z][a-z-]+)");
    private static final Path ROOT = Checkout.find().root();

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkedFileExists(Path document) throws IOException {
        for (String link : matches(LINK, document)) {
            assertThat(document.resolveSibling(link).normalize()).exists();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyVerbOfMakeExists(Path document) throws IOException {
        String verbs = Files.readString(ROOT.resolve("Makefile")) + Files.readString(ROOT.resolve("perf/perf.mk"));
        for (String verb : matches(VERB, document)) {
            assertThat(verbs).as("make %s", verb).containsPattern("(?m)^%s[: ]".formatted(verb));
        }
    }

    @Test
    void thereAreLinksAndVerbs() throws IOException {
        assertThat(matches(LINK, ROOT.resolve("README.md"))).isNotEmpty();
        assertThat(matches(VERB, ROOT.resolve("README.md"))).contains("run", "test");
    }

    static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md"), ROOT.resolve("perf/README.md")),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    private static List<String> matches(Pattern pattern, Path document) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(document));
        return matcher.results().map(result -> result.group(1)).toList();
    }
}
