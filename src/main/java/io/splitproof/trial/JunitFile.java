package io.splitproof.trial;

import io.splitproof.report.JunitXml;
import io.splitproof.store.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code junit.xml}: one run in its directory, or all repeats of a scenario where one likes. */
public final class JunitFile {
    private final Path file;
    private final List<JunitXml.Suite> suites = new ArrayList<>();

    public JunitFile(Path file) {
        this.file = file;
    }

    /** Adds a run and writes the file anew, so that it is whole after each run. */
    public void add(Outcome outcome) {
        suites.add(suite(outcome));
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Files.writeString(file, JunitXml.render(suites));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static JunitXml.Suite suite(Outcome outcome) {
        RunRecord run = outcome.directory().run();
        var events = outcome.history().events();
        long lasted = events.isEmpty() ? 0 : events.get(events.size() - 1).atNanos();
        return new JunitXml.Suite(
                outcome.scenario().name(),
                run.started().toString(),
                lasted / 1e9 / run.factor(),
                properties(run),
                outcome.judgement(),
                outcome.command());
    }

    private static Map<String, String> properties(RunRecord run) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("splitproof.run", run.runId());
        properties.put("splitproof.seed", Long.toString(run.seed()));
        properties.put("splitproof.time-lapse", Double.toString(run.factor()));
        properties.put("splitproof.version", run.harnessVersion());
        properties.put("splitproof.commit", run.gitCommit() == null ? "unknown" : run.gitCommit());
        properties.put("splitproof.images", Judging.images(run));
        properties.put("splitproof.machine", Judging.machine(run));
        return properties;
    }
}
