package io.splitproof.trial;

import io.splitproof.report.StepSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page of a GitHub workflow: each run adds a row to the file that GITHUB_STEP_SUMMARY names, if it names one.
 *
 * <p>A run never fails for it. GitHub refuses a file of more than 1 MiB whole, so rows end before that.
 */
public final class WorkflowPage {
    private static final long LIMIT = 1_000_000;
    private static final String FULL = "\nMore runs are not shown here; their reports are in the artifacts.\n";

    private final @Nullable String file;
    private boolean begun;
    private boolean full;

    private WorkflowPage(@Nullable String file) {
        this.file = file;
    }

    /** The page that an environment names. */
    public static WorkflowPage of(Map<String, String> environment) {
        return new WorkflowPage(environment.get("GITHUB_STEP_SUMMARY"));
    }

    /** Adds a row; gives the reason if there is a page and the row could not be added to it. */
    public synchronized Optional<String> add(Outcome outcome) {
        if (file == null || file.isBlank() || full) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(file);
            String row =
                    StepSummary.row(Samples.of(outcome.directory().run(), outcome.judgement()), outcome.judgement());
            String text = begun ? row : StepSummary.head() + row;
            long size = Files.exists(path) ? Files.size(path) : 0;
            full = size + 4L * text.length() + FULL.length() > LIMIT;
            Files.writeString(path, full ? FULL : text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            begun = true;
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            full = true; // one reason is enough
            return Optional.of("no summary for the workflow page: expected to write the file that GITHUB_STEP_SUMMARY"
                    + " names, " + file + ", but " + e);
        }
    }
}
