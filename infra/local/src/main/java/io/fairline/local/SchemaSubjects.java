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
 * Registers the Avro schemas of the topics' values through the Confluent API, which every registry speaks.
 *
 * <p>Registered is the form that the generated classes carry: a serializer finds its schema by content, so that an
 * instance of yesterday's version keeps writing yesterday's schema while tomorrow's is already registered.
 */
public final class SchemaSubjects {

    private static final List<String> TOPICS = List.of("order-commands", "order-events", "deals");
    /** Of one attempt. Registering again what is registered changes nothing, so an attempt may be given up. */
    private static final Duration LIMIT = Duration.ofSeconds(7);

    private static final int ATTEMPTS = 3;

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
        try (HttpClient client = HttpClient.newHttpClient()) {
            InParallel.run(TOPICS, topic -> register(client, prefix + topic + "-value", checkout.schemaFile(topic)));
        }
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

    private void register(HttpClient client, String subject, Path schema) {
        try {
            String body = json.writeValueAsString(Map.of("schema", asGenerated(Files.readString(schema))));
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("%s/apis/ccompat/v7/subjects/%s/versions".formatted(registryUrl, subject)))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .timeout(LIMIT)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = answerTo(request, client);
            if (answer.statusCode() != 200) {
                throw new StartFailure("the registry refuses the schema %s for %s with %d: %s"
                        .formatted(
                                schema,
                                subject,
                                answer.statusCode(),
                                answer.body().strip()));
            }
        } catch (IOException e) {
            throw new StartFailure("cannot register %s: %s".formatted(subject, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while registering schemas", e);
        }
    }

    private static HttpResponse<String> answerTo(HttpRequest request, HttpClient client)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (HttpTimeoutException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
