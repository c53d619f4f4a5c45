package io.splitproof.trial;

import io.splitproof.checker.Result;
import io.splitproof.deployment.DeploymentException;
import io.splitproof.deployment.Proxy;
import io.splitproof.engine.Engine;
import io.splitproof.engine.Provision;
import io.splitproof.engine.Usage;
import io.splitproof.history.Event.FaultApplied;
import io.splitproof.run.Silence;
import io.splitproof.run.Threads;
import io.splitproof.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Measures the harness on Clusters of growing size. */
public final class ClusterBench {
    private static final int CALLS = 64;

    private final Path root;
    private final Provision provision;
    private final Progress progress;

    public ClusterBench(Path root, Provision provision, Progress progress) {
        this.root = root;
        this.provision = provision;
        this.progress = progress;
    }

    /** What can be done to a Cluster of any size. */
    public enum What {
        /** The first primary and a client are cut off from everybody else: every link of one box. */
        PARTITION,
        /** The first primary dies. */
        CRASH;

        Scenario of(int nodes) {
            var cluster = new SizedCluster(nodes);
            return this == PARTITION ? cluster.minorityPartition() : cluster.crash();
        }
    }

    /**
     * One run.
     *
     * @param proxies of all boxes, those of clients among them
     * @param convergedSeconds from the command until every view agreed; NaN if that did not come
     * @param usage of all containers then; null if it was not reached or not told
     * @param spreadMillis from the first cut stream to the last; NaN of a run without cuts
     * @param cuts streams of proxies that were cut
     * @param failure why there was no run to judge; null if there was
     */
    public record Run(
            int nodes,
            What what,
            long proxies,
            double convergedSeconds,
            @Nullable Usage usage,
            double spreadMillis,
            int cuts,
            Result result,
            @Nullable String failure,
            @Nullable Path directory) {
        public boolean isConverged() {
            return !Double.isNaN(convergedSeconds);
        }
    }

    /** Boots a Cluster, does that to it under load, and judges it as any other run. */
    public Run run(int nodes, What what, long seed) throws InterruptedException {
        Scenario scenario = what.of(nodes);
        var gauge = new Gauge(System.nanoTime());
        var options = new Trial.Options(root, provision, seed, false, progress, gauge, null);
        long proxies = Proxy.of(scenario.topology()).size();
        try {
            Outcome outcome = Trial.run(scenario, options);
            Optional<FaultApplied> cut =
                    what == What.PARTITION ? outcome.history().first(FaultApplied.class) : Optional.empty();
            return new Run(
                    nodes,
                    what,
                    proxies,
                    gauge.convergedSeconds,
                    gauge.usage,
                    cut.map(f -> (f.lastNanos() - f.firstNanos()) / 1e6).orElse(Double.NaN),
                    cut.map(FaultApplied::actions).orElse(0),
                    outcome.result(),
                    null,
                    outcome.directory().path());
        } catch (DeploymentException e) {
            return new Run(
                    nodes,
                    what,
                    proxies,
                    gauge.convergedSeconds,
                    gauge.usage,
                    Double.NaN,
                    0,
                    Result.UNKNOWN,
                    String.valueOf(e.getMessage()),
                    null);
        }
    }

    /** Is asked for silence when a Cluster has converged, and looks at the clock and at the containers then. */
    private final class Gauge implements Silence {
        private final long commandNanos;
        private double convergedSeconds = Double.NaN;
        private @Nullable Usage usage;

        Gauge(long commandNanos) {
            this.commandNanos = commandNanos;
        }

        @Override
        public void during(Stretch stretch) throws InterruptedException {
            convergedSeconds = (System.nanoTime() - commandNanos) / 1e9;
            usage = use();
            stretch.measure();
        }

        private @Nullable Usage use() throws InterruptedException {
            ThreadPoolExecutor calls = Threads.bounded("splitproof-usage", CALLS);
            try (var engine = Threads.oneAtATime(() -> Engine.connect(provision, progress::step))) {
                return Usage.now(engine, calls);
            } catch (IllegalStateException e) {
                progress.step("memory is unknown: " + e.getMessage());
                return null;
            } finally {
                calls.shutdownNow();
            }
        }
    }

    /** The sizes that are reported unless others are wanted. */
    public static List<Integer> usualSizes() {
        return List.of(6, 30, 90);
    }
}
