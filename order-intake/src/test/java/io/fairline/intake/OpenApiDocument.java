package io.fairline.intake;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code docs/api/order-intake.yaml}, as a machine reads it. Every operation is a POST. */
final class OpenApiDocument {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode root;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private OpenApiDocument(JsonNode root) {
        this.root = root;
    }

    static OpenApiDocument read() {
        try (Reader file = Files.newBufferedReader(Path.of("..", "docs", "api", "order-intake.yaml"))) {
            Map<String, Object> document = new Yaml().load(file);
            return new OpenApiDocument(JSON.valueToTree(document));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Set<String> paths() {
        return new TreeSet<>(root.get("paths").propertyNames());
    }

    /** Every path with every status it is documented to answer with, such as {@code /orders 202}. */
    Set<String> answers() {
        Set<String> answers = new TreeSet<>();
        root.get("paths")
                .forEachEntry((path, item) ->
                        item.at("/post/responses").propertyNames().forEach(status -> answers.add(path + " " + status)));
        return answers;
    }

    Set<String> problemTypes() {
        Set<String> types = new TreeSet<>();
        root.at("/components/schemas/Problem/properties/type/enum").forEach(type -> types.add(type.asString()));
        return types;
    }

    String locationPattern() {
        return root.at("/components/headers/Location/schema/pattern").asString();
    }

    /** What is wrong with this answer by the document; empty when nothing is. */
    List<String> faults(String path, Answer answer) {
        JsonNode responses = root.get("paths").get(path).get("post").get("responses");
        JsonNode response = resolved(responses.get(Integer.toString(answer.status())));
        JsonNode media = response.get("content").get(answer.header("Content-Type"));
        if (media == null) {
            return List.of("an undocumented content type: " + answer.header("Content-Type"));
        }
        return faults(media.get("schema"), answer.http().body());
    }

    /** What is wrong by the document with this body of a request that takes one. */
    List<String> faultsOfRequest(String path, String body) {
        JsonNode content = root.get("paths").get(path).at("/post/requestBody/content");
        return faults(content.get("application/json").get("schema"), body);
    }

    private List<String> faults(JsonNode described, String json) {
        // The references inside point into the document, so it comes along as the schema's surroundings.
        ObjectNode schema = JSON.createObjectNode();
        schema.setAll((ObjectNode) described);
        schema.set("components", root.get("components"));
        return schemas.getSchema(schema).validate(json, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : root.at(reference.asString().substring(1));
    }
}
