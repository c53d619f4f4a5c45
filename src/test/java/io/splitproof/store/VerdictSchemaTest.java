package io.splitproof.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.splitproof.checker.Finding;
import io.splitproof.checker.Judge;
import io.splitproof.checker.Judgement;
import io.splitproof.checker.Objective;
import io.splitproof.history.History;
import io.splitproof.history.SyntheticHistory;
import io.splitproof.scenario.Scenario;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The published schema says what verdicts.json is: neither less than judgements are made of, nor more. */
class VerdictSchemaTest {
    private static final Path FILE = Path.of("reports/verdicts.schema.json");

    /** Where a kind of thing has a plainer name than its type. */
    private static final Map<String, String> NAMES =
            Map.of("Claim.Finding", "claim-result", "Assumption.Kind", "assumption-kind");

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FILE), InputFormat.JSON);
    }

    private static List<Error> errors(String verdicts) throws IOException {
        return schema().validate(verdicts, InputFormat.JSON);
    }

    static Stream<Path> recorded() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/recorded"))) {
            return files.filter(f -> f.endsWith("verdicts.json")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void verdictsOfARecordedRunAreOfThatShape(Path verdicts) throws IOException {
        assertThat(errors(Files.readString(verdicts))).isEmpty();
    }

    @Test
    void verdictsOfARunThatRecordedNothingAreOfThatShape() throws IOException {
        assertThat(errors(judged(Path.of("scenarios/known-bad/no-gate.yaml")))).isEmpty();
    }

    @Test
    void verdictsOfADocumentsFilesAreOfThatShape() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("scenarios/literal"))) {
            assertThat(errors(judged(files.sorted().findFirst().orElseThrow()))).isEmpty();
        }
    }

    private static String judged(Path file) {
        Scenario scenario = ScenarioFiles.read(file);
        return Json.pretty(
                Judge.judge(scenario.evidence(new History(List.of())), scenario.objectives(), scenario.claim()));
    }

    @Test
    void verdictsOfALongRunAreOfThatShape() throws IOException {
        var run = SyntheticHistory.of(2_000, 7);
        var clients =
                ScenarioFiles.read(Path.of("scenarios/known-bad/no-gate.yaml")).clients();
        var evidence = new io.splitproof.checker.Evidence(run.topology(), clients, run.schedule(), null, run.history());
        assertThat(errors(Json.pretty(Judge.judge(evidence, List.of(new Objective.NoLostWrites()), null))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "result": "violated"  | "result": "passed"
                    "objective":          | "objektive":
                    "survived": 149       | "survived": "149"
                    "at-nanos": 104       | "at-nanos": 1.5e-3, "was": 104
                    "kind": "well-formed" | "kind": "well-done"
                    "writable": {         | "writeable": {
                    """)
    void whatIsNoVerdictIsNotOfThatShape(String was, String is) throws IOException {
        String real = Files.readString(Path.of("src/test/resources/recorded/no-gate/verdicts.json"));
        assertThat(real).contains(was);
        assertThat(errors(real.replaceFirst(java.util.regex.Pattern.quote(was), is)))
                .isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> theSchemaHasEveryComponentAndNoOther() throws IOException {
        JsonNode schema = Json.MAPPER.readTree(FILE.toFile());
        var types = new LinkedHashMap<String, Class<?>>();
        collect(Judgement.class, types);
        assertThat(types).hasSizeGreaterThan(30);
        return types.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> compare(schema, e.getKey(), e.getValue())));
    }

    private static void compare(JsonNode schema, String name, Class<?> type) {
        JsonNode shape = type == Judgement.class ? schema : schema.path("$defs").path(name);
        assertThat(shape.isMissingNode())
                .as("%s should describe %s under $defs, as %s", FILE, name, type.getName())
                .isFalse();
        if (type.isEnum()) {
            assertThat(texts(shape.path("enum"))).isEqualTo(words(type));
            return;
        }
        assertThat(new TreeSet<>(shape.path("properties").propertyNames()))
                .as("keys of %s in %s", name, FILE)
                .isEqualTo(names(type, c -> true));
        assertThat(texts(shape.path("required")))
                .as("keys of %s that are always there", name)
                .isEqualTo(names(
                        type, c -> !c.getAnnotatedType().isAnnotationPresent(Nullable.class) && type != Finding.class));
        shape.path("properties")
                .properties()
                .forEach(p -> assertThat(p.getValue().path("description").asString(""))
                        .as("a description of %s in %s", p.getKey(), name)
                        .isNotEmpty());
    }

    private static Set<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Class<?> type, java.util.function.Predicate<RecordComponent> wanted) {
        return Arrays.stream(type.getRecordComponents())
                .filter(wanted)
                .map(c -> kebab(c.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every record and enum of ours in it, by its name in the schema. */
    private static void collect(Type type, Map<String, Class<?>> types) {
        if (type instanceof ParameterizedType generic) {
            collect(generic.getRawType(), types);
            Stream.of(generic.getActualTypeArguments()).forEach(argument -> collect(argument, types));
        } else if (type instanceof Class<?> ours
                && ours.getName().startsWith("io.splitproof")
                && (ours.isRecord() || ours.isEnum())
                && types.putIfAbsent(name(ours), ours) == null
                && ours.isRecord()) {
            Stream.of(ours.getRecordComponents()).forEach(c -> collect(c.getGenericType(), types));
        }
    }

    private static String name(Class<?> type) {
        String plain = type.getName().replaceFirst(".*\\.", "").replace('$', '.');
        return NAMES.getOrDefault(plain, kebab(type.getSimpleName()));
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
