package io.splitproof.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    @TempDir
    Path root = Path.of("");

    @Test
    void startsNoOtherEngineThanTheOneThatWasNamed() {
        String nowhere = "unix://" + root.resolve("no.sock");
        assertUnavailable(Machines.debian(root, Machines.ROOT, Map.of("DOCKER_HOST", nowhere)), Provision.AUTO)
                .hasMessageContaining(nowhere + " (DOCKER_HOST): no such socket")
                .hasMessageContaining("no other is started")
                .hasMessageContaining("unset DOCKER_HOST");
    }

    @Test
    void startsNothingWhenForbidden() {
        assertUnavailable(Machines.debian(root, Machines.ROOT, Map.of()), Provision.NEVER)
                .hasMessageContaining("--no-provision")
                .hasMessageContaining("apt-get install -y docker.io");
    }

    @Test
    void startsNothingWithoutRoot() {
        assertUnavailable(Machines.debian(root, Machines.USER, Map.of()), Provision.AUTO)
                .hasMessageContaining("only root can start one; this is uid 1000");
    }

    @Test
    void namesTheSystemThatItCannotServe() {
        assertUnavailable(Machines.fedora(root), Provision.AUTO)
                .hasMessageContaining("this is Fedora Linux 42")
                .hasMessageContaining("package manager of Fedora Linux 42");
    }

    @Test
    void tellsThatAMissingEngineStopsARunOnlyWhereNoneCanBeStarted() {
        Machine root = Machines.debian(this.root, Machines.ROOT, Map.of());
        Machine user = Machines.debian(this.root, Machines.USER, Map.of());

        assertThat(Doctor.examine(root, Provision.AUTO, List.of(), Runnable::run)
                        .isUsable())
                .isTrue();
        assertThat(Doctor.examine(user, Provision.AUTO, List.of(), Runnable::run)
                        .isUsable())
                .isFalse();
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertUnavailable(
            Machine machine, Provision provision) {
        List<String> progress = new ArrayList<>();
        var thrown = assertThatThrownBy(() -> Engine.connect(machine, provision, progress::add))
                .isInstanceOf(EngineUnavailable.class);
        assertThat(progress).isEmpty();
        return thrown;
    }
}
