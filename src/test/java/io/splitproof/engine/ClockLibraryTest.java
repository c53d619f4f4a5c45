package io.splitproof.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockLibraryTest {
    private static final String ARCHITECTURE = System.getProperty("os.arch");

    @TempDir
    Path root = Path.of("");

    private final List<String> progress = new ArrayList<>();

    @Test
    void isNotToBeHadWithoutACompilerThatMayNotBeInstalled() {
        Machine bare = Machines.debian(root, Machines.ROOT, Map.of("PATH", root.toString()));

        assertThatThrownBy(() -> ClockLibrary.locate(bare, "Linux", "amd64", Provision.NEVER, progress::add))
                .isInstanceOf(ClockUnavailable.class)
                .hasMessageContaining("gcc is not here")
                .hasMessageContaining("SPLITPROOF_PROVISION=never")
                .hasMessageContaining("--real-time");
    }

    @Test
    void isNotToBeHadOnAnotherArchitectureOrSystem() {
        Machine machine = Machines.debian(root, Machines.ROOT, Map.of());

        assertThatThrownBy(() -> ClockLibrary.locate(machine, "Linux", "riscv64", Provision.AUTO, progress::add))
                .isInstanceOf(ClockUnavailable.class)
                .hasMessageContaining("this is riscv64");
        assertThatThrownBy(() -> ClockLibrary.locate(machine, "Mac OS X", "aarch64", Provision.AUTO, progress::add))
                .isInstanceOf(ClockUnavailable.class)
                .hasMessageContaining("this is Mac OS X");
    }

    @Test
    void saysWhatTheCompilerSaid() {
        Path gcc = root.resolve("bin/gcc");
        Machines.write(gcc, "#!/bin/sh\necho 'clock.c:1: error: out of ink' >&2\nexit 1\n");
        assertThat(gcc.toFile().setExecutable(true)).isTrue();

        assertThatThrownBy(() -> locate(Map.of("PATH", gcc.getParent() + ":" + System.getenv("PATH"))))
                .isInstanceOf(ClockUnavailable.class)
                .hasMessageContaining("out of ink");
        assertThat(root.resolve("cache/splitproof")).doesNotExist();
    }

    @Test
    void isCompiledOnceAndKeptForItsSources() throws Exception {
        assumeTrue(Machine.current().has("gcc"), "gcc is not here");

        Path first = locate(Map.of());
        int told = progress.size();
        Path second = locate(Map.of());

        assertThat(Files.readAllBytes(first)).startsWith(0x7f, 'E', 'L', 'F');
        assertThat(first.getParent()).isEqualTo(root.resolve("cache/splitproof"));
        assertThat(second).isEqualTo(first);
        assertThat(progress).hasSize(told).anyMatch(line -> line.startsWith("clock.sh: compiling"));
    }

    @Test
    void isWholeWhenBuiltByManyAtOnce() throws Exception {
        assumeTrue(Machine.current().has("gcc"), "gcc is not here");

        List<Path> built = IntStream.range(0, 4)
                .parallel()
                .mapToObj(
                        i -> ClockLibrary.locate(machine(Map.of()), "Linux", ARCHITECTURE, Provision.NEVER, line -> {}))
                .toList();

        assertThat(built).containsOnly(built.get(0));
        try (Stream<Path> files = Files.list(built.get(0).getParent())) {
            assertThat(files).containsExactly(built.get(0));
        }
    }

    private Path locate(Map<String, String> environment) {
        return ClockLibrary.locate(machine(environment), "Linux", ARCHITECTURE, Provision.AUTO, progress::add);
    }

    /** This machine's programs and a cache directory of the test's own. */
    private Machine machine(Map<String, String> environment) {
        Map<String, String> all = new java.util.HashMap<>(System.getenv());
        all.put("XDG_CACHE_HOME", root.resolve("cache").toString());
        all.putAll(environment);
        return Machines.debian(root, Machines.ROOT, all);
    }
}
