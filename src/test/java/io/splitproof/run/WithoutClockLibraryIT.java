package io.splitproof.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.splitproof.deployment.DeploymentException;
import io.splitproof.deployment.Software;
import io.splitproof.engine.Engine;
import io.splitproof.engine.Image;
import io.splitproof.engine.Images;
import io.splitproof.engine.Leases;
import io.splitproof.engine.Provision;
import io.splitproof.history.Event;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Nodes that cannot load the clock library: the run ends before its load begins, never at a silent factor of 1. */
@Tag("scenario")
@Isolated
class WithoutClockLibraryIT {
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void aTimeLapseEndsBeforeItsLoadAndNamesTheNodes() {
        refused("scenarios/sentinel/documented-stop.yaml");
    }

    @Test
    void aFaultOnAClockEndsBeforeItsLoadAlsoInRealTime() {
        refused("scenarios/sentinel/tilt-one.yaml");
    }

    private void refused(String file) {
        Scenario scenario = ScenarioFiles.read(Path.of(file));
        Scenario wanted = file.contains("tilt") ? scenario.at(1) : scenario;
        try (var engine = Engine.connect(Provision.of(System.getenv()), line -> {})) {
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> Runner.run(wanted, options(engine), events::add))
                    .withMessageContaining(
                            "every node should run on the clock library, at factor " + wanted.timeLapse())
                    .withMessageContaining("the clock of redis-1 is off by");
            assertThat(left(engine)).isEmpty();
        }
        assertThat(events).noneMatch(e -> e instanceof Event.Invoked || e instanceof Event.FaultStarted);
    }

    private Runner.Options options(Engine engine) throws IOException {
        List<Image> images;
        var calls = Threads.bounded("it-setup", 4);
        try {
            images = new Images(engine, Provision.of(System.getenv()), calls, line -> {})
                    .resolveAll(List.of(Images.REDIS, Images.TOXIPROXY));
        } finally {
            calls.shutdownNow();
        }
        Path noLibrary = Files.writeString(directory.resolve("clock.so"), "not a library");
        return new Runner.Options(
                engine,
                "0c10c4e0",
                1,
                new Software(
                        images.get(0).reference(),
                        "redis-server",
                        "redis-cli",
                        images.get(1).reference()),
                noLibrary,
                Leases.labels("0c10c4e0", false),
                false,
                logs -> {},
                reach -> {},
                kept -> {},
                Silence.ALWAYS,
                null);
    }

    private static List<String> left(Engine engine) {
        return engine
                .client()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Leases.RUN, "0c10c4e0"))
                .exec()
                .stream()
                .map(c -> c.getNames()[0])
                .toList();
    }
}
