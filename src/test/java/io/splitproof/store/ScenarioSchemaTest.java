package io.splitproof.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.splitproof.checker.Objective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The schema as editors use it: whole, without what the loader words itself. */
class ScenarioSchemaTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final String text = Files.readString(Path.of("scenarios/scenario.schema.json"));
    private final String literal = Files.readString(Path.of("scenarios/literal.schema.json"));

    ScenarioSchemaTest() throws IOException {}

    static List<Path> files() throws IOException {
        return Stream.concat(
                        ScenarioFiles.list(Path.of("scenarios")).stream(),
                        ScenarioFiles.list(Path.of("src/test/resources/scenarios-good")).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void acceptsEveryGoodScenario(Path file) throws IOException {
        Yaml root = YamlFile.parse(Files.readString(file), new Problems(file.toString()))
                .orElseThrow();
        String schema = root.has("trials") ? literal : text;
        assertThat(REGISTRY.getSchema(schema, InputFormat.JSON).validate(root.json()))
                .isEmpty();
    }

    @Test
    void isItselfASchema() {
        Schema meta = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(text, InputFormat.JSON)).isEmpty();
        assertThat(meta.validate(literal, InputFormat.JSON)).isEmpty();
    }

    @Test
    void namesEveryObjectiveOnce() {
        JsonNode objective = Json.MAPPER.readTree(text).at("/$defs/objective");
        var named = new TreeSet<String>();
        objective.at("/then/enum").valueStream().forEach(word -> named.add(word.asString()));
        named.addAll(objective.at("/else/properties").propertyNames());
        Json.MAPPER
                .readTree(literal)
                .at("/$defs/objectives/items/enum")
                .valueStream()
                .forEach(word -> named.add(word.asString()));
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Objective.class.getPermittedSubclasses())
                        .map(DataIntrospector::word)
                        .toList());
    }

    @Test
    void everyPartSaysWhatItExpects() {
        for (String schema : List.of(text, literal)) {
            Json.MAPPER
                    .readTree(schema)
                    .at("/$defs")
                    .valueStream()
                    .forEach(part ->
                            assertThat(part.path("description").asString("")).isNotEmpty());
        }
    }

    @Test
    void travelsInTheJar() {
        assertThat(ScenarioShape.class.getResource("scenario.schema.json")).isNotNull();
        assertThat(ScenarioShape.class.getResource("literal.schema.json")).isNotNull();
    }
}
