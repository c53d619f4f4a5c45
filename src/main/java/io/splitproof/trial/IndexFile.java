package io.splitproof.trial;

import io.splitproof.checker.Judgement;
import io.splitproof.checker.Verdict;
import io.splitproof.report.html.RunIndex;
import io.splitproof.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The index page of a folder of runs. */
public final class IndexFile {
    private IndexFile() {}

    /**
     * Writes the page.
     *
     * @return how many runs it lists
     */
    public static int write(Path folder, Path file) {
        List<RunIndex.Entry> entries = RecordedRun.below(folder).stream()
                .map(RecordedRun::read)
                .map(r -> entry(r, folder, file))
                .toList();
        try {
            Files.createDirectories(directory(file));
            Files.writeString(file, RunIndex.render(folder.toString(), entries, Json::forScripts));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return entries.size();
    }

    private static RunIndex.Entry entry(RecordedRun recorded, Path folder, Path file) {
        String directory = folder.toAbsolutePath()
                .normalize()
                .relativize(recorded.directory().toAbsolutePath().normalize())
                .toString();
        var run = recorded.run();
        return new RunIndex.Entry(
                run == null ? directory : run.scenario().name(),
                directory,
                recorded.sample().orElse(null),
                run == null ? null : run.seed(),
                recorded.trouble() == null ? why(recorded.judgement()) : recorded.trouble(),
                link(recorded.directory(), file));
    }

    private static String why(@Nullable Judgement judgement) {
        return judgement == null
                ? ""
                : judgement.decisive().map(Verdict::sentences).orElse("");
    }

    /** From the page to the report of a run, as a relative link; null if there is none. */
    private static @Nullable String link(Path run, Path file) {
        return Stream.of("report.html", "report.md")
                .map(run::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(report -> "./"
                        + StreamSupport.stream(
                                        directory(file)
                                                .normalize()
                                                .relativize(
                                                        report.toAbsolutePath().normalize())
                                                .spliterator(),
                                        false)
                                .map(part -> URLEncoder.encode(part.toString(), StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                                .collect(Collectors.joining("/")))
                .orElse(null);
    }

    private static Path directory(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
