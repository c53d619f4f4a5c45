package io.splitproof.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path root = Path.of("");

    @Test
    void endsAFailureWithTheRecipesLastLines() {
        Recipe wrong = new Recipe("server.sh", List.of("redis"), LIMIT);

        assertThatThrownBy(() -> wrong.run(machine(), line -> {}))
                .isInstanceOf(RecipeFailed.class)
                .hasMessageContaining("docker/server.sh redis")
                .hasMessageContaining("exit code 64")
                .hasMessageContaining("usage:");
    }

    @Test
    void saysWhatABuildNeedsWhenItMayNotInstall() {
        Recipe recipe = new Recipe("server.sh", List.of("redis", "bookworm", "a:b"), LIMIT);

        assertThatThrownBy(() -> recipe.make(machine(), line -> {}, output -> {}))
                .isInstanceOf(RecipeFailed.class)
                .hasMessageContaining("needs mmdebstrap")
                .hasMessageContaining("SPLITPROOF_PROVISION=never");
    }

    @Test
    void stopsARecipeAtItsLimitAndLetsItCleanUp() throws Exception {
        Recipe slow = new Recipe("slow.sh", List.of(), Duration.ofMillis(500));
        Path cleaned = root.resolve("cleaned");
        try (RecipeDirectory directory = RecipeDirectory.unpack()) {
            Machines.write(
                    directory.path().resolve("slow.sh"),
                    "trap 'exit 143' TERM\ntrap 'touch " + cleaned + "' EXIT\necho installing it\nsleep 60\n");
            long start = System.nanoTime();

            assertThatThrownBy(() -> slow.runIn(directory, List.of(), Machine.current(), line -> {}))
                    .isInstanceOf(RecipeFailed.class)
                    .hasMessageContaining("docker/slow.sh")
                    .hasMessageContaining("saw not ended")
                    .hasMessageContaining("installing it");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(cleaned).exists();
        }
    }

    @Test
    void tellsTheRecipesOwnLinesAndNotThePackageManagers() throws Exception {
        Recipe chatty = new Recipe("chatty.sh", List.of(), LIMIT);
        List<String> progress = new ArrayList<>();
        try (RecipeDirectory directory = RecipeDirectory.unpack()) {
            Machines.write(
                    directory.path().resolve("chatty.sh"), "echo installing x >&2\necho Get:1 x.deb\nprintf built\n");

            chatty.runIn(directory, List.of(), Machine.current(), progress::add);
        }

        assertThat(progress).hasSize(2).first().isEqualTo("chatty.sh: installing x");
        assertThat(progress.get(1)).startsWith("chatty.sh took ");
    }

    @Test
    void removesTheDirectoriesOfDeadProcessesAlone() throws Exception {
        Path dead = Files.createDirectory(root.resolve("splitproof-recipe-999999999-a"));
        Files.writeString(dead.resolve("output"), "");
        Path alive = Files.createDirectory(
                root.resolve("splitproof-recipe-" + ProcessHandle.current().pid() + "-a"));
        Path other = Files.createDirectory(root.resolve("other"));

        RecipeDirectory.removeOrphans(root);

        assertThat(dead).doesNotExist();
        assertThat(alive).exists();
        assertThat(other).exists();
    }

    /** A PATH with a shell's basics and without mmdebstrap. */
    private Machine machine() {
        return Machines.debian(
                root, Machines.ROOT, Map.of("PATH", tools().toString(), "SPLITPROOF_PROVISION", "never"));
    }

    private Path tools() {
        for (String tool : List.of("sh", "dirname", "mktemp", "chmod", "rm")) {
            Path program = root.resolve("bin").resolve(tool);
            Machines.write(program, "#!/bin/sh\nexec /bin/" + tool + " \"$@\"\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        return root.resolve("bin");
    }
}
