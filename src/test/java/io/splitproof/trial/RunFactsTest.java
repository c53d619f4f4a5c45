package io.splitproof.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFactsTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path directory = Path.of("");

    private Path write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text + "\n");
    }

    @Test
    void theCommitOfABranchIsWhereHeadPoints() throws IOException {
        write("clone/.git/HEAD", "ref: refs/heads/main");
        write("clone/.git/refs/heads/main", COMMIT);
        assertThat(RunFacts.commit(directory.resolve("clone/.git"))).isEqualTo(COMMIT);
    }

    @Test
    void aDetachedHeadIsTheCommitItself() throws IOException {
        write("clone/.git/HEAD", COMMIT);
        assertThat(RunFacts.commit(directory.resolve("clone/.git"))).isEqualTo(COMMIT);
    }

    @Test
    void aFurtherWorkTreeHasItsOwnHeadAndTheClonesBranches() throws IOException {
        write("clone/.git/refs/heads/trial", COMMIT);
        write("clone/.git/worktrees/tree/HEAD", "ref: refs/heads/trial");
        write("clone/.git/worktrees/tree/commondir", "../..");
        Path file = write("tree/.git", "gitdir: " + directory.resolve("clone/.git/worktrees/tree"));
        assertThat(RunFacts.commit(file)).isEqualTo(COMMIT);
    }
}
