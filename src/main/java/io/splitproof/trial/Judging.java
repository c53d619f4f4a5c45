package io.splitproof.trial;

import io.splitproof.checker.Judge;
import io.splitproof.checker.Judgement;
import io.splitproof.checker.Variants;
import io.splitproof.checker.Words;
import io.splitproof.history.History;
import io.splitproof.report.LiteralReport;
import io.splitproof.report.MarkdownReport;
import io.splitproof.report.html.HtmlReport;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.Json;
import io.splitproof.store.RecordedHistory;
import io.splitproof.store.RunDirectory;
import io.splitproof.store.RunRecord;
import io.splitproof.store.VerdictFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Judges a run directory: the same for a run that has just ended and for a copy of one on another machine. */
public final class Judging {
    private Judging() {}

    /**
     * Reads the recording back, judges it, and writes verdicts.json, report.md, report.html and junit.xml.
     *
     * @throws io.splitproof.store.DamagedRunException if the directory cannot be read
     */
    public static Outcome judge(RunDirectory directory) {
        RunRecord run = directory.run();
        Scenario scenario = run.scenario();
        RecordedHistory recorded = directory.historyOf(run);
        History history = recorded.history();
        Judgement judgement = Judge.judge(scenario.evidence(history), scenario.objectives(), scenario.claim());
        VerdictFile.write(directory.verdictsFile(), judgement);
        var outcome = new Outcome(scenario, directory, history, judgement);
        var facts = facts(run);
        if (recorded.truncated()) {
            facts.put("History", "its last line was torn, as a killed harness leaves it, and is left out");
        }
        facts.put("command", outcome.command());
        write(directory.reportFile(), text(outcome, facts));
        write(directory.pageFile(), page(outcome, facts));
        new JunitFile(directory.junitFile()).add(outcome);
        return outcome;
    }

    private static String text(Outcome outcome, Map<String, String> facts) {
        return outcome.scenario().literal() == null
                ? MarkdownReport.render(outcome.scenario(), facts, outcome.judgement())
                : LiteralReport.render(outcome.scenario(), facts, outcome.judgement(), Variants.of(outcome.evidence()));
    }

    private static String page(Outcome outcome, Map<String, String> facts) {
        return outcome.scenario().literal() == null
                ? HtmlReport.render(outcome.scenario(), facts, outcome.judgement(), outcome.history(), Json::forScripts)
                : HtmlReport.renderLiteral(
                        outcome.scenario(), facts, outcome.judgement(), Variants.of(outcome.evidence()));
    }

    private static void write(Path file, String report) {
        try {
            Files.writeString(file, report);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** What a report says of a run besides its judgement. */
    private static Map<String, String> facts(RunRecord run) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("Run", run.runId() + ", started " + run.started());
        facts.put("Seed", Long.toString(run.seed()));
        facts.put(
                "Time",
                run.factor() == 1
                        ? "real time"
                        : "time-lapse factor " + Words.factor(run.factor())
                                + ": times here are the nodes' own; a second of them lasted "
                                + Words.factor(1 / run.factor())
                                + " s of real time");
        facts.put("Images", images(run));
        facts.put("Machine", machine(run));
        facts.put("Reach of clients and probes", run.machine().reach());
        facts.put("Commit", run.gitCommit() == null ? "unknown" : run.gitCommit());
        return facts;
    }

    static String images(RunRecord run) {
        return run.images().stream()
                .map(i -> i.serverVersion() + " (" + i.name() + ", " + i.digest() + ")")
                .collect(Collectors.joining("; "));
    }

    static String machine(RunRecord run) {
        return run.machine().cores() + " cores, " + run.machine().os() + ", "
                + run.machine().engine();
    }
}
