package io.splitproof.store;

import io.splitproof.fault.ScheduledFault;
import io.splitproof.history.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.core.JacksonException;

/**
 * Everything that one run leaves behind.
 *
 * <pre>
 * target/runs/&lt;scenario&gt;/&lt;yyyymmddThhmmssZ&gt;-&lt;seed&gt;/
 *   run.json        written first
 *   history.jsonl   appended during the run
 *   verdicts.json   may be deleted and made again
 *   report.md, junit.xml   likewise
 *   report.html     the same as a page with pictures
 *   logs/           one per node, and the harness's own
 * target/runs/&lt;scenario&gt;/latest -&gt; the newest
 * </pre>
 *
 * <p>It is self-sufficient: it can be copied and judged elsewhere.
 */
public record RunDirectory(Path path) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Makes the directory of a new run below {@code root} and points {@code latest} at it. */
    public static RunDirectory create(Path root, String scenario, Instant started, long seed) {
        Path parent = root.resolve(safe(scenario));
        try {
            Files.createDirectories(parent);
            Path path = createNew(parent, STAMP.format(started) + "-" + seed);
            Files.createDirectory(path.resolve("logs"));
            pointLatest(parent, path);
            return new RunDirectory(path);
        } catch (IOException e) {
            throw new UncheckedIOException("expected to make a run directory below " + parent, e);
        }
    }

    /** The directory of a run that took place; throws DamagedRunException if it cannot be one. */
    public static RunDirectory open(Path path) {
        if (!Files.isDirectory(path)) {
            throw new DamagedRunException(path, 0, "expected the directory of a run, but there is none");
        }
        for (String file : new String[] {"run.json", "history.jsonl"}) {
            if (!Files.isRegularFile(path.resolve(file))) {
                throw new DamagedRunException(
                        path, 0, "expected " + file + " in the directory of a run, but it has none");
            }
        }
        return new RunDirectory(path);
    }

    public Path runFile() {
        return path.resolve("run.json");
    }

    public Path historyFile() {
        return path.resolve("history.jsonl");
    }

    public Path verdictsFile() {
        return path.resolve("verdicts.json");
    }

    public Path reportFile() {
        return path.resolve("report.md");
    }

    public Path pageFile() {
        return path.resolve("report.html");
    }

    public Path junitFile() {
        return path.resolve("junit.xml");
    }

    public Path logs() {
        return path.resolve("logs");
    }

    /** Where the log of a node goes. */
    public Path log(String node) {
        return logs().resolve(safe(node).replace('/', '_') + ".log");
    }

    /** Writes {@code run.json}; again if more is known later. */
    public void write(RunRecord run) {
        replace(runFile(), Json.pretty(run));
    }

    /** Reads {@code run.json}; throws DamagedRunException if it is not what {@link #write} wrote. */
    public RunRecord run() {
        RunRecord run = read(runFile(), RunRecord.class);
        if (run.format() != RunRecord.FORMAT) {
            throw new DamagedRunException(
                    runFile(),
                    0,
                    "expected format " + RunRecord.FORMAT + ", but found " + run.format()
                            + "; judge it with the Splitproof that recorded it");
        }
        return run;
    }

    /** Begins the history; throws UncheckedIOException if there is one already. */
    public HistoryWriter beginHistory() {
        return new HistoryWriter(historyFile());
    }

    public RecordedHistory history() {
        return HistoryReader.read(historyFile());
    }

    /** The history of that run; throws DamagedRunException if it speaks of faults that the run did not plan. */
    public RecordedHistory historyOf(RunRecord run) {
        RecordedHistory recorded = history();
        var planned = run.scenario().schedule().faults().stream()
                .map(ScheduledFault::id)
                .toList();
        recorded.history()
                .of(Event.FaultStarted.class)
                .filter(started -> !planned.contains(started.fault()))
                .findFirst()
                .ifPresent(started -> {
                    throw new DamagedRunException(
                            historyFile(),
                            0,
                            "expected the faults that run.json plans, " + planned + ", but found " + started.fault()
                                    + "; are these files of two runs?");
                });
        return recorded;
    }

    /** Replaces a file whole, so that no reader sees half of it. */
    static void replace(Path file, String text) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("expected to write " + file, e);
        }
    }

    static <T> T read(Path file, Class<T> type) {
        try {
            return Json.read(Files.readString(file), type);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new DamagedRunException(
                    file, Math.max(0, line), "expected what Splitproof wrote: " + e.getOriginalMessage());
        } catch (NoSuchFileException e) {
            throw new DamagedRunException(file, 0, "expected this file of a run, but there is none");
        } catch (IOException e) {
            throw new DamagedRunException(file, 0, "expected a readable file: " + e.getMessage());
        }
    }

    private static Path createNew(Path parent, String name) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return Files.createDirectory(parent.resolve(attempt == 1 ? name : name + "-" + attempt));
            } catch (FileAlreadyExistsException e) {
                if (attempt == 100) {
                    throw e;
                }
            }
        }
    }

    private static void pointLatest(Path parent, Path path) throws IOException {
        Path link = parent.resolve("latest." + path.getFileName());
        try {
            Files.createSymbolicLink(link, path.getFileName());
            Files.move(link, parent.resolve("latest"), StandardCopyOption.ATOMIC_MOVE);
        } catch (UnsupportedOperationException e) {
            Files.deleteIfExists(link); // a file system without links has no "latest"
        }
    }

    /** A name as a relative path that stays below its root. */
    private static String safe(String name) {
        return name.replaceAll("[^A-Za-z0-9._/-]", "_")
                .replaceAll("(^|/)\\.*(?=/|$)", "$1_")
                .replaceAll("^/+", "");
    }
}
