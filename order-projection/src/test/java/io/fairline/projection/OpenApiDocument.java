package io.fairline.projection;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code docs/api/order-projection.yaml}, as a machine reads it. */
final class OpenApiDocument {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode root;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private OpenApiDocument(JsonNode root) {
        this.root = root;
    }

    static OpenApiDocument read() {
        try (Reader file = Files.newBufferedReader(Path.of("..", "docs", "api", "order-projection.yaml"))) {
            Map<String, Object> document = new Yaml().load(file);
            return new OpenApiDocument(JSON.valueToTree(document));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every operation, such as {@code GET /orders}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        root.get("paths")
                .forEachEntry((path, item) -> item.propertyNames()
                        .forEach(method -> operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        return operations;
    }

    /** Every operation with every status it is documented to answer with, such as {@code GET /orders 200}. */
    Set<String> answers() {
        Set<String> answers = new TreeSet<>();
        root.get("paths")
                .forEachEntry((path, item) -> item.get("get")
                        .get("responses")
                        .propertyNames()
                        .forEach(status -> answers.add("GET %s %s".formatted(path, status))));
        return answers;
    }

    Set<String> problemTypes() {
        Set<String> types = new TreeSet<>();
        root.at("/components/schemas/Problem/properties/type/enum").forEach(type -> types.add(type.asString()));
        return types;
    }

    /** What is wrong with this answer by the document; empty when nothing is. */
    List<String> faults(String path, EntityExchangeResult<byte[]> answer) {
        String status = Integer.toString(answer.getStatus().value());
        JsonNode documented =
                root.get("paths").get(path).get("get").get("responses").get(status);
        if (documented == null) {
            return List.of("an undocumented status: " + status);
        }
        MediaType type = answer.getResponseHeaders().getContentType();
        byte[] body = answer.getResponseBody();
        return faults(
                resolved(documented),
                type == null ? "" : type.getType() + "/" + type.getSubtype(),
                body == null ? "" : new String(body, StandardCharsets.UTF_8));
    }

    private List<String> faults(JsonNode response, String contentType, String body) {
        JsonNode content = response.get("content");
        if (content == null) {
            return body.isEmpty() ? List.of() : List.of("a body where none is documented");
        }
        JsonNode media = content.get(contentType);
        if (media == null) {
            return List.of("an undocumented content type: " + contentType);
        }
        // The references inside point into the document, so it comes along as the schema's surroundings.
        ObjectNode schema = JSON.createObjectNode();
        schema.setAll((ObjectNode) media.get("schema"));
        schema.set("components", root.get("components"));
        return schemas.getSchema(schema).validate(body, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : root.at(reference.asString().substring(1));
    }
}
