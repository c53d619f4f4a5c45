package io.splitproof.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A value in a YAML file, and the line on which it stands.
 *
 * <p>Its readers are lenient: a value of another shape reads as empty, since {@link ScenarioShape} has reported it.
 *
 * @param line of a scalar itself; of the key that holds a mapping or list
 */
record Yaml(Node node, int line) {
    /** One line of a mapping. */
    record Entry(String key, int line, Yaml value) {}

    static Yaml root(Node node) {
        return new Yaml(node, line(node));
    }

    /** What stands where a value is missing. */
    static Yaml nothing(int line) {
        return new Yaml(new ScalarNode(Tag.NULL, "", ScalarStyle.PLAIN), line);
    }

    /** The entries of a mapping whose keys are scalars, in order; of keys that are given twice, the first. */
    List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        var seen = new HashSet<String>();
        for (Entry entry : allEntries()) {
            if (seen.add(entry.key())) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** As {@link #entries}, with every occurrence of a key that is given twice. */
    List<Entry> allEntries() {
        var entries = new ArrayList<Entry>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    Node value = tuple.getValueNode();
                    int line = value instanceof ScalarNode ? line(value) : line(key);
                    entries.add(new Entry(key.getValue(), line(key), new Yaml(value, line)));
                }
            }
        }
        return entries;
    }

    Optional<Yaml> get(String key) {
        return entries().stream()
                .filter(e -> e.key().equals(key))
                .map(Entry::value)
                .findFirst();
    }

    boolean has(String key) {
        return get(key).isPresent();
    }

    /** The values of a list, in order. */
    List<Yaml> items() {
        if (!(node instanceof SequenceNode sequence)) {
            return List.of();
        }
        return sequence.getValue().stream().map(n -> new Yaml(n, line(n))).toList();
    }

    /** The values of a list, or a single value as a list of one. */
    List<Yaml> oneOrMany() {
        return node instanceof SequenceNode ? items() : List.of(this);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** A scalar as it is written, whatever its type. */
    Optional<String> text() {
        return node instanceof ScalarNode scalar && !node.getTag().equals(Tag.NULL)
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    /** The text under a key. */
    Optional<String> text(String key) {
        return get(key).flatMap(Yaml::text);
    }

    /** The texts of a list under a key. */
    List<String> texts(String key) {
        return get(key).map(Yaml::items).orElse(List.of()).stream()
                .flatMap(y -> y.text().stream())
                .toList();
    }

    /** The value in the words of a message. */
    String described() {
        if (node instanceof ScalarNode scalar) {
            boolean bare = node.getTag().equals(Tag.INT)
                    || node.getTag().equals(Tag.FLOAT)
                    || node.getTag().equals(Tag.BOOL);
            return text().isEmpty() ? "nothing" : bare ? scalar.getValue() : "\"" + scalar.getValue() + "\"";
        }
        return node instanceof SequenceNode ? (items().isEmpty() ? "an empty list" : "a list") : describedMapping();
    }

    private String describedMapping() {
        String keys = entries().stream().map(Entry::key).collect(Collectors.joining(", "));
        return keys.isEmpty() ? "an empty mapping" : "a mapping with " + keys;
    }

    /** The same value as JSON, for a schema. */
    JsonNode json() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (node instanceof MappingNode) {
            var object = json.objectNode();
            entries().forEach(e -> object.set(e.key(), e.value().json()));
            return object;
        }
        if (node instanceof SequenceNode) {
            var array = json.arrayNode();
            items().forEach(i -> array.add(i.json()));
            return array;
        }
        return scalarJson(json);
    }

    private JsonNode scalarJson(JsonNodeFactory json) {
        String text = text().orElse(null);
        if (text == null) {
            return json.nullNode();
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return json.booleanNode(Boolean.parseBoolean(text));
        }
        boolean number = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
        if (number && text.matches("[+-]?[0-9]{1,18}")) {
            return json.numberNode(Long.parseLong(text));
        }
        if (number && text.matches("[+-]?[0-9]{1,18}\\.[0-9]{1,18}")) {
            return json.numberNode(new BigDecimal(text));
        }
        return json.stringNode(text);
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }
}
