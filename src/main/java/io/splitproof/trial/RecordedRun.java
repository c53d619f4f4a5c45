package io.splitproof.trial;

import io.splitproof.checker.Judgement;
import io.splitproof.scenario.Sample;
import io.splitproof.store.DamagedRunException;
import io.splitproof.store.RunDirectory;
import io.splitproof.store.RunRecord;
import io.splitproof.store.VerdictFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as its run.json and verdicts.json tell of it. Its history is not read, so that a folder of hundreds of runs is
 * looked through in seconds.
 *
 * @param run null if run.json could not be read
 * @param judgement null if there is none that could be read
 * @param trouble why something is missing, and what to do; null if nothing is
 */
public record RecordedRun(
        Path directory,
        @Nullable RunRecord run,
        @Nullable Judgement judgement,
        @Nullable String trouble) {
    /** Every run directory below a folder, or the folder itself, in order; links such as {@code latest} are not followed. */
    public static List<Path> below(Path root) {
        var found = new ArrayList<Path>();
        try {
            Path start = Files.isSymbolicLink(root) ? root.toRealPath() : root;
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean isRun = Files.isRegularFile(directory.resolve("run.json"))
                            && Files.isRegularFile(directory.resolve("history.jsonl"));
                    if (isRun) {
                        found.add(directory);
                    }
                    return isRun ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("expected a folder of runs that can be read, but found " + root, e);
        }
        found.sort(Path::compareTo);
        return List.copyOf(found);
    }

    /** Reads a run; what cannot be read is told in {@code trouble}. */
    public static RecordedRun read(Path directory) {
        RunDirectory files = new RunDirectory(directory);
        RunRecord run = null;
        try {
            run = files.run();
            return new RecordedRun(directory, run, VerdictFile.read(files.verdictsFile(), Judgement.class), null);
        } catch (DamagedRunException e) {
            String again = run == null ? "" : "; judge it again: ./splitproof judge " + directory;
            return new RecordedRun(directory, run, null, e.getMessage() + again);
        }
    }

    /** What it adds to a table of many runs, if it was judged. */
    public Optional<Sample> sample() {
        return run == null || judgement == null ? Optional.empty() : Optional.of(Samples.of(run, judgement));
    }
}
