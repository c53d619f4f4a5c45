package io.splitproof.trial;

import io.splitproof.checker.Evidence;
import io.splitproof.checker.Judge;
import io.splitproof.checker.Judgement;
import io.splitproof.history.History;
import io.splitproof.report.html.HtmlReport;
import io.splitproof.scenario.Scenario;
import io.splitproof.scenario.Source;
import io.splitproof.store.HistoryReader;
import io.splitproof.store.Json;
import io.splitproof.trial.Bench.Measurement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures what the page of a long run costs: from the recording on disk to the page on disk. */
public final class ReportBench {
    private ReportBench() {}

    /** A synthetic run of that many operations; each repeat begins with its recording. */
    public static List<Measurement> measure(int operations, int repeats) {
        Bench.Prepared made = Bench.prepare(2 * operations);
        Path page = made.file().resolveSibling("report.html");
        page.toFile().deleteOnExit();
        var judged = new ArrayList<Double>();
        var written = new ArrayList<Double>();
        var heap = new ArrayList<Double>();
        var size = new ArrayList<Double>();
        for (int i = 0; i < repeats; i++) {
            heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
            long start = System.nanoTime();
            Evidence evidence = made.evidence(HistoryReader.read(made.file()).history());
            Judgement judgement = Judge.judge(evidence, Bench.EVERYTHING, null);
            long middle = System.nanoTime();
            write(page, evidence, judgement);
            long end = System.nanoTime();
            judged.add((middle - start) / 1e9);
            written.add((end - middle) / 1e9);
            heap.add(heapPools().stream()
                            .mapToLong(p -> p.getPeakUsage().getUsed())
                            .sum()
                    / 1e6);
            size.add(page.toFile().length() / 1e6);
        }
        String what = String.format(
                Locale.ROOT,
                "%,d operations, heap at most %,d MiB",
                operations,
                Runtime.getRuntime().maxMemory() >> 20);
        return List.of(
                new Measurement("report: read and judge " + what, "s", judged),
                new Measurement("report: write the page", "s", written),
                new Measurement("report: heap used at most (peaks of its pools, added)", "MB", heap),
                new Measurement("report: size of the page", "MB", size));
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(p -> p.getType() == MemoryType.HEAP)
                .toList();
    }

    private static void write(Path page, Evidence evidence, Judgement judgement) {
        var scenario = new Scenario(
                "bench/report",
                new Source("bench", "a synthetic run"),
                null,
                evidence.topology(),
                evidence.clients(),
                evidence.schedule(),
                Bench.EVERYTHING,
                "none",
                1,
                List.of());
        History history = evidence.history();
        try {
            Files.writeString(page, HtmlReport.render(scenario, Map.of(), judgement, history, Json::forScripts));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + page, e);
        }
    }
}
