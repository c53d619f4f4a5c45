package io.splitproof.store;

import io.splitproof.checker.Claim;
import io.splitproof.checker.Objective;
import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledBackup;
import io.splitproof.fault.Step;
import io.splitproof.scenario.Scenario;
import io.splitproof.scenario.Source;
import io.splitproof.scenario.TimeLapse;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        String server = root.text("server").orElse(SERVER);
        List<ClientSpec> clients = new ClientReader(names, topology, server, problems).read(part("clients"));
        Schedule schedule = schedule(topology, server);
        ObjectiveReader objectives = new ObjectiveReader(names, anyReads(), problems);
        List<Objective> promised = objectives.read(part("objectives"));
        Claim claim = claim(objectives);
        var scenario = new Scenario(
                name, source(), claim, topology, clients, schedule, promised, server, timeLapse(), root.texts("notes"));
        checkTimeLapse(scenario);
        problems.raise();
        return scenario;
    }

    /** The factor, or 1 where the file has none or the schema has refused it. */
    private double timeLapse() {
        return root.text("time-lapse")
                .filter(t -> t.matches("[0-9]{1,3}(\\.[0-9]{1,9})?"))
                .map(Double::valueOf)
                .filter(f -> f >= 0.1 && f <= 100)
                .orElse(1.0);
    }

    private void checkTimeLapse(Scenario scenario) {
        root.get("time-lapse")
                .ifPresentOrElse(
                        factor -> TimeLapse.obstacle(scenario, scenario.timeLapse())
                                .ifPresent(why -> problems.add(factor.line(), "time-lapse: " + why)),
                        () -> TimeLapse.linkObstacle(scenario, 1)
                                .ifPresent(why -> problems.add(part("faults").line(), "faults: " + why)));
    }

    private Schedule schedule(Topology topology, String server) {
        var triggers = new TriggerReader(topology, names, problems);
        List<FaultReader.Placed> faults = new FaultReader(names, triggers, problems).read(part("faults"));
        Optional<Duration> end = root.text("end").flatMap(Quantities::time);
        List<StepReader.Placed> steps = new StepReader(names, triggers, problems).read(part("steps"));
        var checks = new ScheduleChecks(new Reach(names), problems);
        checks.check(faults, end);
        steps.forEach(s -> checks.checkTime("step", s.scheduled().at(), s.line(), end));
        new VersionChecks(topology, server, part("topology"), problems).check(steps);
        new Replication(part("topology"), names, problems)
                .checkStartedLater(steps.stream()
                        .flatMap(s -> s.scheduled().step() instanceof Step.Start started
                                ? started.nodes().stream()
                                : Stream.empty())
                        .collect(Collectors.toSet()));
        List<ScheduledBackup> backups = new BackupReader(names, problems).read(part("backups"), end);
        new ReturnChecks(topology, backups, problems).check(faults);
        return new Schedule(
                faults.stream().map(FaultReader.Placed::scheduled).toList(),
                backups,
                steps.stream().map(StepReader.Placed::scheduled).toList(),
                end.orElse(Duration.ZERO));
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

    /** A part of the file, or nothing where the part is missing. */
    private Yaml part(String key) {
        return root.get(key).orElse(Yaml.nothing(root.line()));
    }
}
