package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.projection.RefusesToRun;
import io.r2dbc.postgresql.client.SSLMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresAddressTest {

    @Test
    void protectionIsTheSameByBothWays() {
        PostgresAddress address = PostgresAddress.parse(
                "r2dbc:postgresql://db.example:6432/fairline?sslMode=verify-full&sslRootCert=/etc/ca.pem");

        assertThat(address.sslMode()).isEqualTo(SSLMode.VERIFY_FULL);
        assertThat(address.sslRootCert()).isEqualTo("/etc/ca.pem");
        assertThat(address.jdbcUrl())
                .isEqualTo("jdbc:postgresql://db.example:6432/fairline?sslmode=verify-full&sslrootcert=/etc/ca.pem");
    }

    @Test
    void whatIsNotSaidIsAsUsual() {
        PostgresAddress address = PostgresAddress.parse("r2dbc:postgresql://db/fairline");

        assertThat(address).hasToString("db:5432/fairline");
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/fairline?sslmode=disable");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/hunter2, must be like r2dbc:postgresql://host:5432/fairline",
        "r2dbc:postgresql:///hunter2, must be like",
        "r2dbc:postgresql://db, must be like",
        "'r2dbc:postgresql://db/a b hunter2', must be like",
        "r2dbc:postgresql://me:hunter2@db/fairline, set POSTGRES_USER and POSTGRES_PASSWORD",
        "r2dbc:postgresql://db/fairline?password=hunter2, '[password]: only sslMode and sslRootCert are known'",
        "r2dbc:postgresql://db/fairline?sslmode=require, '[sslmode]: only sslMode'",
        "r2dbc:postgresql://db/fairline?sslMode=hunter2, such as require or verify-full",
    })
    void whatCannotBeFollowedIsRefusedWithoutRepeatingIt(String url, String complaint) {
        assertThatThrownBy(() -> PostgresAddress.parse(url))
                .isInstanceOf(RefusesToRun.class)
                .hasMessageContaining("POSTGRES_URL")
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("hunter2");
    }
}
