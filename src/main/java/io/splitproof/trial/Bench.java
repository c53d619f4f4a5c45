package io.splitproof.trial;

import io.splitproof.checker.Evidence;
import io.splitproof.checker.Judge;
import io.splitproof.checker.Objective;
import io.splitproof.engine.Provision;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.history.Event.Converged;
import io.splitproof.history.Event.FaultApplied;
import io.splitproof.history.Event.Noted;
import io.splitproof.history.History;
import io.splitproof.history.OperationKind;
import io.splitproof.history.SyntheticHistory;
import io.splitproof.scenario.Scenario;
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.store.HistoryReader;
import io.splitproof.store.HistoryWriter;
import io.splitproof.workload.ClientSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Measures the harness on this machine. Each figure comes with its smallest, median and largest value. */
public final class Bench {
    static final List<Objective> EVERYTHING = List.of(
            new Objective.FailoverWithinForecast(),
            new Objective.SplitBrainWithinForecast(),
            new Objective.LostWritesWithinForecast(),
            new Objective.NoPhantomWrites(),
            new Objective.OutageWithin(null, Duration.ofSeconds(10)));

    private final Path root;
    private final Provision provision;

    public Bench(Path root, Provision provision) {
        this.root = root;
        this.provision = provision;
    }

    /** One figure over several repeats. */
    public record Measurement(String name, String unit, List<Double> values) {
        @Override
        public String toString() {
            var sorted = values.stream().sorted().toList();
            return String.format(
                    Locale.ROOT,
                    "%-58s min %8.3f  median %8.3f  max %8.3f %s  (n=%d)",
                    name,
                    sorted.get(0),
                    sorted.get(sorted.size() / 2),
                    sorted.get(sorted.size() - 1),
                    unit,
                    sorted.size());
        }
    }

    /** Three boxes, six nodes and a client box: containers up, and converged. */
    public List<Measurement> boot(int repeats) throws InterruptedException {
        var runs = repeat(boxes(3, 2).build(), repeats);
        return List.of(
                of("boot: 3 boxes, 6 nodes, 1 client box: containers up", runs, Bench::allUp),
                of("boot: converged (every view agrees, CKQUORUM OK)", runs, h -> at(h, Converged.class)));
    }

    /** A partition of five boxes: from the first cut link to the last. */
    public List<Measurement> cut(int repeats) throws InterruptedException {
        var cut = new Fault.Partition(
                List.of(Set.of("box-1", "box-2", "shop"), Set.of("box-3", "box-4", "box-5")), Physics.BLACKHOLE);
        var scenario = boxes(5, 3)
                .at(Duration.ofSeconds(2), Duration.ofSeconds(2), cut)
                .until(Duration.ofSeconds(5))
                .build();
        return List.of(of("cut: 5 boxes, 10 nodes: first to last cut (ms)", repeat(scenario, repeats), Bench::spread));
    }

    private static double spread(History history) {
        var applied = history.first(FaultApplied.class).orElseThrow();
        return (applied.lastNanos() - applied.firstNanos()) / 1e6;
    }

    private static double allUp(History history) {
        return history.of(Noted.class)
                        .filter(n -> n.text().startsWith("every container"))
                        .findFirst()
                        .orElseThrow()
                        .atNanos()
                / 1e9;
    }

    private static <E extends io.splitproof.history.Event> double at(History history, Class<E> kind) {
        return history.first(kind).orElseThrow().atNanos() / 1e9;
    }

    private static ScenarioBuilder boxes(int count, int quorum) {
        var builder = ScenarioBuilder.named("bench/boxes-" + count)
                .quorum(quorum)
                .sentinel("down-after-milliseconds", "10000")
                .writer("shop", 10)
                .until(Duration.ofMillis(100));
        for (int i = 1; i <= count; i++) {
            builder.box("box-" + i, "redis-" + i, "sentinel-" + i);
        }
        return builder;
    }

    private List<History> repeat(Scenario scenario, int repeats) throws InterruptedException {
        var histories = new ArrayList<History>();
        for (int i = 0; i < repeats; i++) {
            var options = new Trial.Options(root, provision, i + 1L, false, Progress.SILENT);
            histories.add(Trial.run(scenario, options).history());
        }
        return histories;
    }

    private static Measurement of(String name, List<History> runs, ToDoubleFunction<History> figure) {
        return new Measurement(
                name,
                name.endsWith("(ms)") ? "ms" : "s",
                runs.stream().mapToDouble(figure).boxed().toList());
    }

    /** A synthetic history: reading it from disk alone, and reading and judging it. */
    public List<Measurement> judge(int events, int repeats) {
        Prepared made = prepare(events);
        var read = new ArrayList<Double>();
        var judged = new ArrayList<Double>();
        var ratio = new ArrayList<Double>();
        for (int i = 0; i < repeats; i++) {
            long start = System.nanoTime();
            History history = HistoryReader.read(made.file()).history();
            long middle = System.nanoTime();
            Judge.judge(made.evidence(history), EVERYTHING, null);
            long end = System.nanoTime();
            read.add((middle - start) / 1e9);
            judged.add((end - start) / 1e9);
            ratio.add((double) (end - start) / (middle - start));
        }
        String size = String.format(
                Locale.ROOT,
                "%,d events, heap at most %,d MiB",
                events,
                Runtime.getRuntime().maxMemory() >> 20);
        return List.of(
                new Measurement("judge: read " + size, "s", read),
                new Measurement("judge: read and judge", "s", judged),
                new Measurement("judge: both / reading alone", "x", ratio));
    }

    /** A synthetic run on disk; its events are not kept, so that the heap is what reading and judging need. */
    record Prepared(Evidence empty, Path file) {
        Evidence evidence(History history) {
            return new Evidence(empty.topology(), empty.clients(), empty.schedule(), history);
        }
    }

    static Prepared prepare(int events) {
        var made = SyntheticHistory.of(events / 2, 1);
        List<ClientSpec> clients = made.writers().stream().map(Bench::writer).toList();
        var empty = new Evidence(made.topology(), clients, made.schedule(), new History(List.of()));
        return new Prepared(empty, write(made.history()));
    }

    private static ClientSpec writer(String name) {
        return new ClientSpec(name, OperationKind.WRITE, 250, List.of("sentinel-1"), null, Duration.ofMillis(500));
    }

    private static Path write(History history) {
        try {
            Path directory = Files.createTempDirectory("splitproof-bench");
            Path file = directory.resolve("history.jsonl");
            file.toFile().deleteOnExit();
            directory.toFile().deleteOnExit();
            try (var writer = new HistoryWriter(file)) {
                history.events().forEach(writer::append);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a synthetic history", e);
        }
    }
}
