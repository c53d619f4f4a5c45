package io.splitproof.store;

import io.splitproof.checker.Claim;
import io.splitproof.checker.Objective;
import io.splitproof.fault.Schedule;
import io.splitproof.scenario.Scenario;
import io.splitproof.scenario.Source;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives a scenario file its meaning, part by part, and reports what makes none. */
final class ScenarioReader {
    static final String SERVER = "redis:7";
    private static final Source NO_SOURCE = new Source("beyond the documents", "");

    private final String name;
    private final Yaml root;
    private final Problems problems;
    private final Names names;

    ScenarioReader(String name, Yaml root, Problems problems) {
        this.name = name;
        this.root = root;
        this.problems = problems;
        this.names = Names.of(root, problems);
    }

    /** The scenario; throws ScenarioException if the file has any problem. */
    Scenario read() {
        Topology topology = new TopologyReader(part("topology"), names, problems).read();
        String primary = topology.groups().get(0).primary();
        List<ClientSpec> clients = new ClientReader(names, primary, problems).read(part("clients"));
        Schedule schedule = schedule();
        ObjectiveReader objectives = new ObjectiveReader(names, anyReads(), problems);
        List<Objective> promised = objectives.read(part("objectives"));
        Claim claim = claim(objectives);
        checkTimeLapse();
        problems.raise();
        return new Scenario(
                name,
                source(),
                claim,
                topology,
                clients,
                schedule,
                promised,
                root.text("server").orElse(SERVER),
                1,
                root.texts("notes"));
    }

    private Schedule schedule() {
        List<FaultReader.Placed> faults = new FaultReader(names, problems).read(part("faults"));
        Optional<Duration> end = root.text("end").flatMap(Quantities::time);
        new ScheduleChecks(new Reach(names), problems).check(faults, end);
        return new Schedule(faults.stream().map(FaultReader.Placed::scheduled).toList(), end.orElse(Duration.ZERO));
    }

    private boolean anyReads() {
        return part("clients").entries().stream().anyMatch(e -> e.value().has("reads"));
    }

    private @Nullable Claim claim(ObjectiveReader objectives) {
        Yaml claim = root.get("claim").orElse(null);
        if (claim == null) {
            return null;
        }
        return new Claim(
                claim.text("says").orElse("").strip(),
                claim.get("confirmed-if").map(objectives::read).orElse(List.of()),
                claim.get("confirmed-with-bound-if").map(objectives::read).orElse(List.of()));
    }

    private Source source() {
        return root.get("source")
                .map(s -> new Source(
                        s.text("document").orElse(""), s.text("section").orElse("")))
                .orElse(NO_SOURCE);
    }

    private void checkTimeLapse() {
        Yaml factor = root.get("time-lapse").orElse(null);
        String text = factor == null ? "1" : factor.text().orElse("1");
        boolean number = text.matches("[0-9]{1,3}(\\.[0-9]{1,9})?");
        if (factor != null && number && Double.parseDouble(text) != 1 && Double.parseDouble(text) <= 100) {
            problems.add(
                    factor.line(),
                    "time-lapse: expected 1, but found " + text + "; other factors are not supported yet");
        }
    }

    /** A part of the file, or nothing where the part is missing. */
    private Yaml part(String key) {
        return root.get(key).orElse(Yaml.nothing(root.line()));
    }
}
