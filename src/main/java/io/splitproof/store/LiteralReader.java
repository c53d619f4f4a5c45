package io.splitproof.store;

import io.splitproof.checker.Claim;
import io.splitproof.checker.Objective;
import io.splitproof.fault.Schedule;
import io.splitproof.literal.Literal;
import io.splitproof.scenario.Scenario;
import io.splitproof.scenario.Source;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives a file that tries a document's own files its meaning, and reports what makes none. */
final class LiteralReader {
    private static final Map<String, Objective> OBJECTIVES = Stream.of(
                    new Objective.WorksAsWritten(),
                    new Objective.FailsUntilRepaired(),
                    new Objective.WorksWhenRepaired())
            .collect(Collectors.toMap(Objective::id, o -> o));

    private final String name;
    private final Yaml root;
    private final Problems problems;

    LiteralReader(String name, Yaml root, Problems problems) {
        this.name = name;
        this.root = root;
        this.problems = problems;
    }

    /** The scenario; throws ScenarioException if the file has any problem. */
    Scenario read() {
        Literal literal = literal();
        problems.raise();
        return new Scenario(
                name,
                new Source(
                        part("source").text("document").orElse(""),
                        part("source").text("section").orElse("")),
                claim(),
                new Topology(List.of(), List.of(), List.of()),
                List.of(),
                new Schedule(List.of(), Duration.ZERO),
                literal,
                objectives(part("objectives")),
                root.text("server").orElse(ScenarioReader.SERVER),
                root.text("time-lapse").map(Double::valueOf).orElse(1.0),
                root.texts("notes"));
    }

    private @Nullable Claim claim() {
        Yaml claim = root.get("claim").orElse(null);
        return claim == null
                ? null
                : new Claim(
                        claim.text("says").orElse("").strip(),
                        claim.get("confirmed-if").map(this::objectives).orElse(List.of()),
                        List.of());
    }

    private List<Objective> objectives(Yaml list) {
        return list.items().stream()
                .flatMap(y -> y.text().stream())
                .flatMap(w -> Optional.ofNullable(OBJECTIVES.get(w)).stream())
                .toList();
    }

    private Literal literal() {
        var files = new TreeMap<String, String>();
        part("files").entries().forEach(e -> files.put(e.key(), e.value().text().orElse("")));
        var variants = new VariantReader(files, part("checks").items(), problems);
        return new Literal(files, variants.read(part("trials").items()));
    }

    private Yaml part(String key) {
        return root.get(key).orElse(Yaml.nothing(root.line()));
    }
}
