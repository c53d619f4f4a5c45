package io.splitproof.checker;

import io.splitproof.fault.Schedule;
import io.splitproof.history.Event;
import io.splitproof.history.History;
import io.splitproof.history.Phase;
import io.splitproof.literal.Check;
import io.splitproof.literal.DockerCommand;
import io.splitproof.literal.Literal;
import io.splitproof.literal.Variant;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A recording of two trials: files as written, which are told to fail at their second check, and repaired ones. */
final class Variations {
    static final List<Class<? extends Objective>> OBJECTIVES = List.of(
            Objective.WorksAsWritten.class, Objective.FailsUntilRepaired.class, Objective.WorksWhenRepaired.class);

    static final String WRITTEN = "as written";
    static final String REPAIRED = "repaired";

    private static final List<Check> CHECKS = List.of(check("starts", null), check("answers", "^PONG"));
    private static final Check ERROR = check("error 1", "NOAUTH");

    private final List<Event> events = new ArrayList<>();
    private long now;

    private static Check check(String name, @Nullable String says) {
        return new Check(name, "docker logs " + name, new DockerCommand.Logs(name), says, Duration.ZERO);
    }

    Variations started(String variant) {
        events.add(new Event.VariantStarted(++now, variant));
        return this;
    }

    Variations said(String variant, String check, long exit, String output) {
        events.add(new Event.Tried(++now, now, variant, check, "docker logs " + check, exit, output));
        return this;
    }

    Variations notTried(String variant, String check) {
        events.add(new Event.NotTried(++now, variant, check, "docker logs " + check, "no tool"));
        return this;
    }

    Variations ended(String variant) {
        events.add(new Event.VariantEnded(++now, variant));
        return this;
    }

    /** As written it fails as it is told. */
    Variations failsAsTold() {
        return started(WRITTEN)
                .said(WRITTEN, "starts", 0, "")
                .said(WRITTEN, "answers", 0, "ERR")
                .said(WRITTEN, "error 1", 0, "first\n-NOAUTH Authentication required.")
                .ended(WRITTEN);
    }

    Variations worksWhenRepaired() {
        return started(REPAIRED)
                .said(REPAIRED, "starts", 0, "")
                .said(REPAIRED, "answers", 0, "a warning\nPONG")
                .ended(REPAIRED);
    }

    Evidence evidence() {
        var all = new ArrayList<>(events);
        all.add(0, new Event.PhaseStarted(0, Phase.BOOT));
        all.add(new Event.PhaseStarted(++now, Phase.END));
        return unfinished(all);
    }

    /** The same of a run that was killed. */
    Evidence unfinished() {
        return unfinished(events);
    }

    private static Evidence unfinished(List<Event> events) {
        var written = new Variant(WRITTEN, List.of(), Map.of(), List.of(), CHECKS, "answers", List.of(ERROR));
        var repaired = new Variant(REPAIRED, List.of(), Map.of(), List.of(), CHECKS, null, List.of());
        return new Evidence(
                new Topology(List.of(), List.of(), List.of()),
                List.of(),
                new Schedule(List.of(), Duration.ZERO),
                new Literal(Map.of(), List.of(written, repaired)),
                new History(events));
    }

    Verdict verdict(Objective objective) {
        return verdict(evidence(), objective);
    }

    static Verdict verdict(Evidence evidence, Objective objective) {
        return Judge.judge(evidence, List.of(objective), null).verdicts().get(0);
    }
}
