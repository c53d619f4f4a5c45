package io.splitproof.store;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Holds a scenario file against its schema, the one that editors use too.
 *
 * <p>A message says what was expected in the words of the {@code description} beside the keyword that failed.
 */
final class ScenarioShape {
    /** Keywords that speak of a key, not of the value under which they fail; each key is told. */
    private static final Set<String> OF_KEYS = Set.of("required", "additionalProperties", "propertyNames");

    private static final ScenarioShape SCENARIO = new ScenarioShape("scenario.schema.json");
    private static final ScenarioShape LITERAL = new ScenarioShape("literal.schema.json");

    private final Schema schema;

    private ScenarioShape(String file) {
        this.schema = load(file);
    }

    /** The shape of an experiment on boxes. */
    static ScenarioShape ofScenario() {
        return SCENARIO;
    }

    /** The shape of a file that tries a document's own files. */
    static ScenarioShape ofLiteral() {
        return LITERAL;
    }

    void check(Yaml root, Problems problems) {
        var told = new HashSet<String>();
        for (Error error : schema.validate(root.json())) {
            boolean repeated = !OF_KEYS.contains(error.getKeyword())
                    && !told.add(error.getInstanceLocation().toString());
            if (!repeated && !leftToReaders(error)) {
                report(error, root, problems);
            }
        }
    }

    /** The schema says by {@code oneOf} that exactly one of several keys must be there; readers word that better. */
    private static boolean leftToReaders(Error error) {
        return error.getEvaluationPath().contains("oneOf");
    }

    private void report(Error error, Yaml root, Problems problems) {
        Yaml value = at(root, error.getInstanceLocation());
        int line = value.entries().stream()
                .filter(e -> e.key().equals(error.getProperty()))
                .mapToInt(Yaml.Entry::line)
                .findFirst()
                .orElse(value.line());
        problems.add(line, where(error.getInstanceLocation()) + words(error, value));
    }

    private String words(Error error, Yaml value) {
        JsonNode around = schemaAround(error);
        String key = error.getProperty();
        return switch (error.getKeyword()) {
            case "additionalProperties" ->
                Nearest.unknown(
                        "key", key, List.copyOf(around.path("properties").propertyNames()), "expected one of ");
            case "required" ->
                "expected the key \"" + key + "\", but it is missing; write "
                        + describe(around.path("properties").path(key));
            case "propertyNames" ->
                "expected " + describe(around.path("propertyNames")) + ", but found \"" + key + "\"";
            default -> "expected " + describe(around) + ", but found " + value.described() + suggestion(around, value);
        };
    }

    private static String suggestion(JsonNode around, Yaml value) {
        List<String> words =
                around.path("enum").valueStream().map(JsonNode::asString).toList();
        return value.text().map(t -> Nearest.suggestion(t, words)).orElse("");
    }

    private String describe(JsonNode node) {
        String reference = node.path("$ref").asString("");
        JsonNode resolved = reference.isEmpty() ? node : schema.getSchemaNode().at(reference.substring(1));
        return resolved.path("description").asString("something else");
    }

    /** The subschema in which a keyword failed; for a keyword of values the innermost that has a description. */
    private JsonNode schemaAround(Error error) {
        NodePath fragment = error.getSchemaLocation().getFragment();
        JsonNode around = schema.getSchemaNode();
        JsonNode described = around;
        for (int i = 0; i < fragment.getNameCount() - 1; i++) {
            Object step = fragment.getElement(i);
            around = step instanceof Integer index ? around.path(index) : around.path(step.toString());
            described = around.has("description") ? around : described;
        }
        return OF_KEYS.contains(error.getKeyword()) ? around : described;
    }

    private static Yaml at(Yaml root, NodePath path) {
        Yaml value = root;
        for (int i = 0; i < path.getNameCount(); i++) {
            Object step = path.getElement(i);
            value = step instanceof Integer index
                    ? value.items().get(index)
                    : value.get(step.toString()).orElse(value);
        }
        return value;
    }

    /** {@code faults[0].at: } or nothing for the root. */
    private static String where(NodePath path) {
        var words = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            Object step = path.getElement(i);
            words.append(step instanceof Integer ? "[" + step + "]" : (i == 0 ? "" : ".") + step);
        }
        return words.isEmpty() ? "" : words + ": ";
    }

    private static Schema load(String name) {
        try (InputStream file = ScenarioShape.class.getResourceAsStream(name)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Objects.requireNonNull(file, name + " in the jar"), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
