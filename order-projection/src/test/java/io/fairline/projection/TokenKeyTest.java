package io.fairline.projection;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.local.LocalServers;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without the key that tokens are checked with, nobody could be told from anybody: the service does not start. */
class TokenKeyTest {

    private static final LocalServers SERVERS = LocalServers.shared();

    @ParameterizedTest
    @CsvSource({
        "'', Set JWT_PUBLIC_KEY to the place of an RSA public key",
        "file:/no/such/key.pem, 'Set JWT_PUBLIC_KEY to the place of an RSA public key'",
    })
    void refusesToRunAndSaysWhatToSet(String location, String complaint) {
        Map<String, String> surroundings = RunningProjection.surroundings(
                SERVERS, SERVERS.newTopicPrefix(), SERVERS.postgres().newDatabase());
        surroundings.put("JWT_PUBLIC_KEY", location);

        assertThatThrownBy(() -> RunningProjection.start(surroundings))
                .hasStackTraceContaining("RefusesToRun")
                .hasStackTraceContaining(complaint);
    }
}
