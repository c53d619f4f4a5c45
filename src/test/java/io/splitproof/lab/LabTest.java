package io.splitproof.lab;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.history.Event;
import io.splitproof.store.RunDirectory;
import io.splitproof.store.ScenarioDraft;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.topology.Link;
import io.splitproof.trial.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabTest {
    private static final Path SOURCE = Path.of("scenarios/sentinel/example-2-crash.yaml");
    private static final Duration LIMIT = Duration.ofHours(2);

    @TempDir
    private Path directory = Path.of("");

    private final FakeStage stage = new FakeStage();
    private final ScenarioDraft empty = ScenarioDraft.of(SOURCE, LIMIT);
    private final Board board = new Board(
            empty.scenario(),
            Progress.SILENT,
            event -> event instanceof Event.Noted noted ? Optional.of(noted.text()) : Optional.empty());
    private final Lab lab = new Lab(empty, board, 7);

    @BeforeEach
    void enter() {
        lab.enter(new RunDirectory(directory), stage);
    }

    private String perform(double at, String line) throws InterruptedException {
        stage.at(Duration.ofNanos(Math.round(at * 1e9)));
        return lab.perform(line);
    }

    @Test
    void whatIsGivenToTheRunIsWhatIsSaved() throws Exception {
        perform(0.5, "kill primary");
        perform(8.000_000_4, "failover sentinel-2");
        perform(9, "isolate box-2");
        perform(12.25, "start primary");
        Path file = directory.resolve("deep/my.yaml");
        perform(13, "save " + file);
        perform(14.125, "heal");
        perform(20, "quit");

        assertThat(stage.asked())
                .containsExactly(
                        "begin f1 at 2000",
                        "take s1 at 8001",
                        "begin f2 at 9000",
                        "heal f1 after 10250",
                        "heal f2 after 5125",
                        "end at 20000");
        Schedule saved = ScenarioFiles.read(file).schedule();
        assertThat(saved.faults())
                .extracting(ScheduledFault::describe)
                .containsExactly("kill primary (process crash)", "isolate box-2 (blackhole)");
        assertThat(saved.faults()).extracting(ScheduledFault::at).containsExactly(ofSeconds(2), ofSeconds(9));
        assertThat(saved.faults()).extracting(ScheduledFault::lasts).containsExactly(ofMillis(10_250), ofMillis(5_125));
        assertThat(saved.steps()).extracting(ScheduledStep::at).containsExactly(ofMillis(8_001));
        assertThat(saved.end()).isEqualTo(ofSeconds(20));
        assertThat(Files.readString(file)).contains("--seed 7");
    }

    @Test
    void aSessionThatEndsByItselfIsSavedToItsLimit() throws Exception {
        Path file = directory.resolve("my.yaml");
        perform(3, "save " + file);
        assertThat(ScenarioFiles.read(file).schedule().end()).isEqualTo(ofSeconds(3));
        lab.close();
        assertThat(ScenarioFiles.read(file).schedule().end()).isEqualTo(LIMIT);
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> perform(5, "kill primary"));
    }

    @Test
    void aFileThatIsThereIsNotOverwrittenUnlessItWasSavedBefore() throws Exception {
        Path file = Files.writeString(directory.resolve("mine.yaml"), "precious");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> perform(3, "save " + file))
                .withMessageContaining("choose another name");
        assertThat(file).hasContent("precious");
        Path other = directory.resolve("other");
        perform(3, "save " + other);
        perform(4, "save " + other);
        assertThat(directory.resolve("other.yaml")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kill redis-9",
                "kill {redis-1: x}",
                "isolate box-9",
                "cut box-1 -> box-1",
                "delay box-1 soon",
                "promote sentinel-1",
                "resume redis-1",
                "heal",
                "heal f1",
                "start redis-1",
                "wait soon",
                "wait-for",
                "timeline many",
                "save",
                "help nothing",
                "explode"
            })
    void whatMakesNoSenseIsRefusedAndNothingIsDone(String line) {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> perform(5, line));
        assertThat(stage.asked()).isEmpty();
    }

    @Test
    void emptyLinesAndCommentsSayNothing() throws InterruptedException {
        assertThat(perform(5, "  ")).isEmpty();
        assertThat(perform(5, "# kill primary")).isEmpty();
        assertThat(stage.asked()).isEmpty();
    }

    @Test
    void aWaitIsOverOnceTheTimelineSaysSoFromTheCommandBeforeItOn() throws InterruptedException {
        board.event(new Event.Noted(1, "+switch-master of before"));
        perform(5, "kill primary");
        board.event(new Event.Noted(6_000_000_000L, "+switch-master mymaster"));
        assertThat(perform(6, "wait-for +switch-master within 5s")).isEqualTo("seen at 6.000 s");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> perform(6, "wait-for +switch-master within 10ms"))
                .withMessageContaining("nothing said it");
    }

    @Test
    void statusSaysWhatIsBroken() throws InterruptedException {
        perform(5, "cut box-1 -> box-2");
        long at = 5_000_000_000L;
        board.event(new Event.RoleSeen(at, "redis-2", "slave", "127.0.0.1:6379", "connected", 1));
        board.event(new Event.FaultStarted(
                at, "f1", "one-way cut", List.of("box-1", "box-2"), List.of(new Link("box-1", "box-2"))));
        board.event(new Event.FaultProven(at, "f1", "evidence"));
        assertThat(perform(6, "status"))
                .contains("redis-2 replica of redis-1")
                .contains("f1   since 5.000 s, proven: one-way cut")
                .contains("links: box-1 -> box-2");
        board.event(new Event.HealApplied(at, "f1", at, at));
        assertThat(perform(6, "status")).contains("nothing is broken");
    }

    @Test
    void completionKnowsVerbsNamesAndWhatCanBeHealed() throws InterruptedException {
        assertThat(lab.next(List.of())).contains("kill", "wait-for");
        assertThat(lab.next(List.of("kill"))).contains("redis-1", "sentinel-3", "primary", "host");
        assertThat(lab.next(List.of("cut"))).contains("box-1", "c1", "->");
        assertThat(lab.next(List.of("heal"))).containsExactly("all");
        perform(5, "pause redis-1");
        assertThat(lab.next(List.of("heal"))).containsExactly("f1", "all");
        assertThat(lab.next(List.of("nonsense"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "replication", "sentinel", "cluster"})
    void aTopologyByNameCanBeHeldUp(String name) {
        ScenarioDraft draft = ScenarioDraft.of(name, Topologies.text(name).orElseThrow(), LIMIT);
        assertThat(draft.scenario().schedule()).isEqualTo(new Schedule(List.of(), LIMIT));
        assertThat(draft.scenario().objectives()).isNotEmpty();
    }
}
