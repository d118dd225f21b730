package io.fairline.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import tools.jackson.databind.json.JsonMapper;

/**
 * Registers the Avro schemas of the topics' values.
 *
 * <p>Registered is the form that the generated classes carry, to the letter: a serializer finds its schema by content, so
 * that an instance of yesterday's version keeps writing yesterday's schema while tomorrow's is already registered. Hence
 * the registry's own API: asked through the Confluent one, it takes a schema for one that differs only in its docs.
 */
public final class SchemaSubjects {

    private static final List<String> TOPICS = List.of("order-commands", "order-events", "deals");
    /** Of one attempt. Registering again what is registered changes nothing, so an attempt may be given up. */
    private static final Duration LIMIT = Duration.ofSeconds(7);

    private static final int ATTEMPTS = 3;

    /** Into the group that serializers look into; a version that is the same to the letter is found, not made anew. */
    private static final String REGISTER =
            "/apis/registry/v3/groups/default/artifacts?ifExists=FIND_OR_CREATE_VERSION&canonical=false";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String registryUrl;
    private final Checkout checkout;
    private final JsonMapper json = new JsonMapper();

    /** @param registryUrl without a path, such as {@code http://127.0.0.1:18081} */
    public SchemaSubjects(String registryUrl, Checkout checkout) {
        this.registryUrl = registryUrl;
        this.checkout = checkout;
    }

    /** Registers each schema as {@code <prefix><topic>-value}; one that is there already keeps its id. */
    public void register(String prefix) {
        InParallel.run(TOPICS, topic -> register(prefix + topic + "-value", read(checkout.schemaFile(topic))));
    }

    /** @throws StartFailure when the registry refuses it, as not compatible with the latest for one */
    void register(String subject, String schema) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(registryUrl + REGISTER))
                    .header("Content-Type", "application/json")
                    .timeout(LIMIT)
                    .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(artifact(subject, schema))))
                    .build();
            HttpResponse<String> answer = answerTo(request);
            if (answer.statusCode() != 200) {
                throw new StartFailure("the registry refuses the schema of %s with %d: %s"
                        .formatted(subject, answer.statusCode(), answer.body().strip()));
            }
        } catch (IOException e) {
            throw new StartFailure("cannot register %s: %s".formatted(subject, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while registering schemas", e);
        }
    }

    private static Map<String, Object> artifact(String subject, String schema) {
        Map<String, Object> content = Map.of("content", asGenerated(schema), "contentType", "application/json");
        return Map.of("artifactId", subject, "artifactType", "AVRO", "firstVersion", Map.of("content", content));
    }

    /** The schema's text as the code generator leaves it: strings marked as Java strings. Other readers ignore the mark. */
    static String asGenerated(String schema) {
        Schema parsed = new Schema.Parser().parse(schema);
        markStrings(parsed);
        return parsed.toString();
    }

    private static void markStrings(Schema schema) {
        switch (schema.getType()) {
            case STRING -> GenericData.setStringType(schema, GenericData.StringType.String);
            case RECORD -> schema.getFields().forEach(field -> markStrings(field.schema()));
            case UNION -> schema.getTypes().forEach(SchemaSubjects::markStrings);
            case ARRAY -> markStrings(schema.getElementType());
            case MAP, ENUM, FIXED, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {
                // nothing in them is a string, and the contracts use no maps
            }
        }
    }

    private static String read(Path schema) {
        try {
            return Files.readString(schema);
        } catch (IOException e) {
            throw new StartFailure("cannot read %s: %s".formatted(schema, e.getMessage()), e);
        }
    }

    private static HttpResponse<String> answerTo(HttpRequest request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (HttpTimeoutException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
