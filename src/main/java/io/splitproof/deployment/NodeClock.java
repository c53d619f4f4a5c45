package io.splitproof.deployment;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

/**
 * The clock that every node of a run is given: the same settings, so that all have the same time.
 *
 * @param library the compiled clock library
 */
record NodeClock(Path library, ClockSettings settings) {
    /** How far ahead wall clocks begin: one look tells a node on which the library is not active, at factor 1 too. */
    private static final Duration AHEAD = Duration.ofDays(5 * 365);

    /** A clock that runs at a factor from now on, on the kernel that the harness shares with its engine. */
    static NodeClock starting(Path library, double factor) {
        Instant wall = Instant.now().plus(AHEAD);
        return new NodeClock(
                library, ClockSettings.start(ClockSettings.Reference.MONOTONIC, System.nanoTime(), wall, factor));
    }

    /** Puts library and settings into a container that is to be made, and has its processes preload them. */
    void addTo(GenericContainer<?> container) {
        try {
            container.withCopyToContainer(Transferable.of(Files.readAllBytes(library), 0755), ClockSettings.LIBRARY);
        } catch (IOException e) {
            throw new UncheckedIOException("the clock library cannot be read from " + library, e);
        }
        container.withCopyToContainer(Transferable.of(settings.bytes(), 0644), ClockSettings.FILE);
        ClockSettings.environment().forEach(container::withEnv);
        container.withCreateContainerCmdModifier(NodeClock::mask);
    }

    private static void mask(CreateContainerCmd command) {
        Objects.requireNonNull(command.getHostConfig(), "the engine client gives every command a host configuration")
                .withBinds(new Bind("/dev/null", new Volume(ClockSettings.MASKED), AccessMode.ro));
    }
}
