package io.splitproof.store;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.Step;
import io.splitproof.fault.Target;
import io.splitproof.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioDraftTest {
    private static final Path SOURCE = Path.of("scenarios/sentinel/example-2-minority-partition.yaml");
    private static final Map<String, ?> CUT =
            Map.of("partition", List.of(List.of("box-1", "c1"), List.of("box-2", "box-3", "c2")));

    private final ScenarioDraft empty = ScenarioDraft.of(SOURCE, ofSeconds(100));

    @TempDir
    private Path directory = Path.of("");

    @Test
    void takesTopologyClientsAndObjectivesOverAndNeitherTheScheduleNorTheClaim() {
        Scenario source = ScenarioFiles.read(SOURCE);
        Scenario draft = empty.scenario();
        assertThat(draft.topology()).isEqualTo(source.topology());
        assertThat(draft.clients()).isEqualTo(source.clients());
        assertThat(draft.objectives()).isEqualTo(source.objectives());
        assertThat(draft.server()).isEqualTo(source.server());
        assertThat(draft.timeLapse()).isEqualTo(2);
        assertThat(draft.claim()).isNull();
        assertThat(draft.schedule()).isEqualTo(new Schedule(List.of(), ofSeconds(100)));
        assertThat(draft.name()).isEqualTo("lab/sentinel/example-2-minority-partition");
    }

    @Test
    void whatIsAddedBecomesTheScheduleAndTheSavedFileReadsAsTheSame() throws IOException {
        ScenarioDraft draft = empty.withFault(ofMillis(5_125), Map.of("kill", "primary", "flavour", "host"))
                .withStep(ofMillis(7_001), Map.of("failover", "sentinel-2"))
                .withFault(ofSeconds(9), CUT)
                .healed("f1", ofMillis(3_500))
                .until(ofMillis(12_345));
        assertThat(draft.scenario().schedule().faults())
                .first()
                .isEqualTo(new ScheduledFault(
                        "f1",
                        ofMillis(5_125),
                        ofMillis(3_500),
                        new Fault.Kill(List.of(new Target("primary")), CrashFlavour.HOST)));
        assertThat(draft.scenario().schedule().steps())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("line")
                .containsExactly(new ScheduledStep("s1", ofMillis(7_001), new Step.Failover("sentinel-2")));
        assertThat(draft.scenario().schedule().end()).isEqualTo(ofMillis(12_345));

        Path saved = Files.writeString(directory.resolve("my.yaml"), draft.text(List.of("Made by hand.\nBy me.")));
        Scenario again = ScenarioFiles.read(saved);
        assertThat(again.schedule())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*\\.line")
                .isEqualTo(draft.scenario().schedule());
        assertThat(again.topology()).isEqualTo(draft.scenario().topology());
        assertThat(again.objectives()).isEqualTo(draft.scenario().objectives());
        assertThat(Files.readString(saved)).startsWith("# Made by hand. By me.\nsource: ");
    }

    @Test
    void aFaultOnLinksThatAnotherHoldsIsRefusedAndTheOtherIsNamed() {
        ScenarioDraft cut =
                empty.withFault(ofSeconds(3), Map.of("kill", "redis-3")).withFault(ofSeconds(4), CUT);
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> cut.withFault(ofSeconds(5), Map.of("isolate", "box-1")))
                .withMessageContaining("but f2 holds it then too");
        assertThat(cut.healed("f2", ofSeconds(1))
                        .withFault(ofSeconds(6), Map.of("isolate", "box-1"))
                        .scenario()
                        .schedule()
                        .faults())
                .hasSize(3);
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearest() {
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> empty.withFault(ofSeconds(3), Map.of("kill", "redis-11")))
                .withMessageContaining("unknown node or role \"redis-11\"");
    }

    static Stream<Path> scenarios() throws IOException {
        return ScenarioFiles.list(Path.of("scenarios")).stream()
                .filter(f -> !f.toString().contains("literal"))
                .filter(f -> !startsAlone(f));
    }

    /** A second primary that only a step starts. */
    private static boolean startsAlone(Path file) {
        try {
            return Files.readString(file).contains("replica-of: none");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aTopologyThatNeedsAStepIsRefusedAndTheStepIsNamed() {
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> ScenarioDraft.of(Path.of("scenarios/migration/by-replication.yaml"), ofHours(2)))
                .withMessageContaining("expected a step that starts redis-301");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyScenarioOnBoxesCanBeHeldUp(Path file) {
        Scenario source = ScenarioFiles.read(file);
        Scenario draft = ScenarioDraft.of(file, ofHours(2)).scenario();
        assertThat(draft.clients()).isEqualTo(source.clients());
        assertThat(draft.topology()).isEqualTo(source.topology());
    }

    @Test
    void aDocumentsOwnFilesCannotBeHeldUp() {
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> ScenarioDraft.of(Path.of("scenarios/literal/sentinel.yaml"), ofSeconds(9)))
                .withMessageContaining("run it instead");
    }
}
