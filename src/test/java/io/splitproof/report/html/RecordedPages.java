package io.splitproof.report.html;

import io.splitproof.store.RunDirectory;
import io.splitproof.trial.Judging;
import io.splitproof.trial.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Pages of recorded runs, made from copies of them. */
final class RecordedPages {
    static final List<String> RUNS = List.of("no-gate", "lag-limited", "crash", "cluster-minority", "vip-two-holders");

    private static final Path RECORDED = Path.of("src/test/resources/recorded");

    private final Path directory;

    RecordedPages(Path directory) {
        this.directory = directory;
    }

    /** The page of a recorded run. */
    Path of(String run) {
        return of(run, run, "", "");
    }

    /** The page of the same run, in whose files a text was replaced by another. */
    Path of(String run, String name, String text, String other) {
        return judged(run, name, text, other).directory().pageFile();
    }

    /** A recorded run, judged again. */
    Outcome judged(String run) {
        return judged(run, run, "", "");
    }

    private Outcome judged(String run, String name, String text, String other) {
        try {
            Path copy = Files.createDirectories(directory.resolve(name));
            for (String file : List.of("run.json", "history.jsonl")) {
                String recorded = Files.readString(RECORDED.resolve(run).resolve(file));
                Files.writeString(copy.resolve(file), text.isEmpty() ? recorded : recorded.replace(text, other));
            }
            return Judging.judge(RunDirectory.open(copy));
        } catch (IOException e) {
            throw new UncheckedIOException("expected to copy the recorded run " + run, e);
        }
    }
}
