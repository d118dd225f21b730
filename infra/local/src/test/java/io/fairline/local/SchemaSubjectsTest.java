package io.fairline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SchemaSubjectsTest {

    private static final String RECORD = """
            {"type":"record","name":"Word","doc":"%s","fields":[{"name":"letters","type":"%s"}]}""";

    private static final LocalServers SERVERS = LocalServers.shared();

    private final SchemaSubjects subjects =
            new SchemaSubjects(SERVERS.registry().url(), Checkout.find());
    private final String subject = SERVERS.newTopicPrefix() + "words-value";

    /** A serializer looks for exactly its own, and a build whose docs are older may be started again. */
    @Test
    void aSchemaThatDiffersInItsDocsIsRegisteredAsItIs() throws Exception {
        subjects.register(subject, RECORD.formatted("A word.", "string"));
        subjects.register(subject, RECORD.formatted("Letters in a row.", "string"));
        subjects.register(subject, RECORD.formatted("A word.", "string"));

        assertThat(get("/versions")).isEqualTo("[1,2]");
        assertThat(docOf(1)).isEqualTo("A word.");
        assertThat(docOf(2)).isEqualTo("Letters in a row.");
    }

    @Test
    void aSchemaThatCannotReadWhatWasWrittenIsRefusedWithItsSubject() throws Exception {
        subjects.register(subject, RECORD.formatted("A word.", "string"));

        assertThatThrownBy(() -> subjects.register(subject, RECORD.formatted("A word.", "int")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("the registry refuses the schema of " + subject);
        assertThat(get("/versions")).isEqualTo("[1]");
    }

    private String docOf(int version) throws Exception {
        JsonMapper json = new JsonMapper();
        String schema = json.readTree(get("/versions/" + version)).get("schema").asString();
        return json.readTree(schema).get("doc").asString();
    }

    private String get(String path) throws Exception {
        return HttpGet.body(SERVERS.registry().url() + "/apis/ccompat/v7/subjects/" + subject + path);
    }
}
