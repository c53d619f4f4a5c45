package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Result;
import io.splitproof.checker.Verdict;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Schedule;
import io.splitproof.history.Event;
import io.splitproof.store.RunDirectory;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.trial.Judging;
import io.splitproof.trial.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A session in the lab, driven by a script, and the scenario that was saved of it. */
@Tag("scenario")
@Isolated
class UpIT {
    private static final Duration LIMIT = Duration.ofSeconds(150);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void whatWasDoneByHandRunsAgainAsAScenarioWithTheSameScheduleAndTheSameVerdict() throws IOException {
        Path saved = directory.resolve("by-hand.yaml");
        Path byHand = directory.resolve("by-hand");
        String script = String.join(
                "\n",
                "partition box-1 c1 | box-2 box-3 c2",
                "wait-for +switch-master within 20s",
                "status",
                "heal",
                "wait-for +convert-to-slave within 30s",
                "wait 3s",
                "save " + saved,
                "quit",
                "");
        try (var up = CommandProcess.start(
                Map.of(),
                Files.writeString(directory.resolve("script"), script),
                "up",
                "sentinel/example-2-minority-partition",
                "--seed",
                "7",
                "--runs",
                byHand.toString())) {
            assertThat(up.exitCode(LIMIT)).as(up.output()).isIn(ExitCodes.HELD, ExitCodes.UNKNOWN);
            assertThat(up.output())
                    .contains("held up for 2h at most")
                    .contains("box-1 <-> box-2")
                    .doesNotContain("refused:");
        }
        Path again = directory.resolve("again");
        try (var run =
                CommandProcess.start(Map.of(), "run", saved.toString(), "--seed", "7", "--runs", again.toString())) {
            assertThat(run.exitCode(LIMIT)).as(run.output()).isIn(ExitCodes.HELD, ExitCodes.UNKNOWN);
        }

        Outcome first = judged(byHand.resolve("lab/sentinel/example-2-minority-partition/latest"));
        Outcome second = judged(again.resolve("by-hand/latest"));
        Schedule schedule = first.scenario().schedule();
        assertThat(schedule.faults()).singleElement().satisfies(f -> {
            assertThat(f.fault()).isInstanceOf(Fault.Partition.class);
            assertThat(f.lasts()).isNotNull();
        });
        assertThat(second.scenario().schedule()).isEqualTo(schedule);
        assertThat(ScenarioFiles.read(saved).schedule()).isEqualTo(schedule);
        assertTookEffect(first);
        assertTookEffect(second);
        // A busy machine may leave a verdict unknown; what both could say must be the same.
        Map<String, Result> verdicts = verdicts(first);
        verdicts(second).forEach((objective, result) -> {
            Result byItself = verdicts.get(objective);
            boolean said = result != Result.UNKNOWN && byItself != Result.UNKNOWN;
            assertThat(said ? result : byItself).as(objective).isEqualTo(byItself);
        });
        assertThat(verdicts.values()).as("what the session itself could say").contains(Result.HELD);
    }

    private static Outcome judged(Path run) {
        return Judging.judge(RunDirectory.open(run));
    }

    private static void assertTookEffect(Outcome outcome) {
        assertThat(outcome.history().of(Event.FaultProven.class).map(Event.FaultProven::fault))
                .containsExactly("f1");
        assertThat(outcome.history().of(Event.HealProven.class).map(Event.HealProven::fault))
                .containsExactly("f1");
    }

    private static Map<String, Result> verdicts(Outcome outcome) {
        return outcome.judgement().verdicts().stream().collect(Collectors.toMap(Verdict::objective, Verdict::result));
    }

    @Test
    void aCommandThatCannotBeCarriedOutEndsTheScriptAndEverythingIsRemoved() throws IOException {
        Path script = Files.writeString(directory.resolve("script"), "kill redis-9\nkill redis-1\n");
        try (var up = CommandProcess.start(
                Map.of(),
                script,
                "up",
                "single",
                "--runs",
                directory.resolve("runs").toString())) {
            assertThat(up.exitCode(LIMIT)).as(up.output()).isEqualTo(ExitCodes.USAGE);
            assertThat(up.output())
                    .contains("refused: unknown node or role \"redis-9\"")
                    .doesNotContain("fault f1");
        }
        Outcome outcome = judged(directory.resolve("runs/lab/single/latest"));
        assertThat(outcome.scenario().schedule().faults()).isEmpty();
    }

    @Test
    void anInterruptHealsAndExits130() throws IOException {
        Path script = Files.writeString(directory.resolve("script"), "pause redis-1\nwait 5m\n");
        try (var up = CommandProcess.start(
                Map.of(),
                script,
                "up",
                "single",
                "--runs",
                directory.resolve("runs").toString())) {
            up.awaitOutput(LIMIT, text -> text.contains("effect proven"));
            up.signal("INT");
            assertThat(up.exitCode(Duration.ofSeconds(60))).as(up.output()).isEqualTo(ExitCodes.INTERRUPTED);
            assertThat(up.output()).contains("heal f1");
        }
    }
}
