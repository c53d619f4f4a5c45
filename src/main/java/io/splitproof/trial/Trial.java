package io.splitproof.trial;

import io.splitproof.deployment.Software;
import io.splitproof.engine.ClockLibrary;
import io.splitproof.engine.ClockUnavailable;
import io.splitproof.engine.Engine;
import io.splitproof.engine.Image;
import io.splitproof.engine.Images;
import io.splitproof.engine.Leases;
import io.splitproof.engine.NeighbourTable;
import io.splitproof.engine.Provision;
import io.splitproof.fault.Schedule;
import io.splitproof.history.Event;
import io.splitproof.history.Journal;
import io.splitproof.run.ByHand;
import io.splitproof.run.LiteralRunner;
import io.splitproof.run.Runner;
import io.splitproof.run.Silence;
import io.splitproof.run.Threads;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.HistoryWriter;
import io.splitproof.store.RunDirectory;
import io.splitproof.store.RunRecord;
import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One scenario, from a machine on which nothing runs to a verdict in a run directory. */
public final class Trial {
    private static final int CALLS = 8;

    /**
     * How to run.
     *
     * @param root run directories are made below it, normally {@code target/runs}
     * @param seed fixes workload, schedule and targets, not timing
     * @param keep leaves the topology up, healed
     * @param silence when it may be measured, where others run beside it
     * @param director who adds to the schedule while it is played; null for nobody
     */
    public record Options(
            Path root,
            Provision provision,
            long seed,
            boolean keep,
            Progress progress,
            Silence silence,
            @Nullable Director director) {
        /** Of a run that is alone. */
        public Options(Path root, Provision provision, long seed, boolean keep, Progress progress) {
            this(root, provision, seed, keep, progress, Silence.ALWAYS, null);
        }

        /** The same beside others. */
        Options beside(Silence others) {
            return new Options(root, provision, seed, keep, progress, others, director);
        }

        /** The same, directed by hand. */
        public Options by(Director hand) {
            return new Options(root, provision, seed, keep, progress, silence, hand);
        }
    }

    private final Scenario scenario;
    private final Options options;
    private final Progress progress;

    private Trial(Scenario scenario, Options options) {
        this.scenario = scenario;
        this.options = options;
        this.progress = options.progress();
    }

    /**
     * Runs and judges a scenario.
     *
     * @throws InterruptedException after everything was healed and removed
     * @throws io.splitproof.engine.EngineUnavailable if there is no engine and none may be started
     * @throws io.splitproof.engine.ImageUnavailable if a needed image cannot be had
     * @throws io.splitproof.deployment.DeploymentException if the topology did not come up
     */
    public static Outcome run(Scenario scenario, Options options) throws InterruptedException {
        return new Trial(scenario, options).run();
    }

    private Outcome run() throws InterruptedException {
        try (var engine = Threads.oneAtATime(() -> Engine.connect(options.provision(), progress::step))) {
            List<Image> images = Threads.oneAtATime(() -> images(engine));
            return Judging.judge(record(engine, images));
        }
    }

    private List<Image> images(Engine engine) {
        ThreadPoolExecutor calls = Threads.bounded("splitproof-setup", CALLS);
        int boxes = scenario.topology().boxes().size();
        NeighbourTable.makeRoom(engine, options.provision(), boxes, progress::step);
        try {
            new Leases(engine, calls).sweepDead(progress::step);
            return new Images(engine, options.provision(), calls, progress::step).resolveAll(wanted());
        } finally {
            calls.shutdownNow();
        }
    }

    /** The server, those that nodes want of their own, and the proxies of experiments on boxes. */
    private List<String> wanted() {
        if (scenario.literal() != null) {
            return List.of(scenario.server());
        }
        var wanted = new ArrayList<>(List.of(scenario.server(), Images.TOXIPROXY));
        kinds().forEach(kind -> wanted.add(Images.ofPart(kind.word())));
        wanted.addAll(scenario.topology().ownServers());
        if (scenario.needsPacketFilter()) {
            wanted.add(Images.NFT);
        }
        return wanted;
    }

    /** What stands around Redis, in the order of its images. */
    private Stream<NodeKind> kinds() {
        return scenario.topology().parts().stream().map(Node::kind).distinct().sorted();
    }

    private RunDirectory record(Engine engine, List<Image> images) throws InterruptedException {
        String runId = id();
        Instant started = Instant.now();
        var directory = RunDirectory.create(options.root(), scenario.name(), started, options.seed());
        var facts = new RunFacts(scenario, runId, options.seed(), started, engine, images);
        var file = new RunFile(directory, facts);
        file.write("not started");
        progress.step("recording in " + directory.path());
        try (var writer = directory.beginHistory()) {
            var how = new Runner.Options(
                    engine,
                    runId,
                    options.seed(),
                    software(images),
                    Threads.oneAtATime(this::clockLibrary),
                    Leases.labels(runId, options.keep()),
                    options.keep(),
                    logs -> save(directory, logs),
                    reach -> file.write(reach.name().toLowerCase(java.util.Locale.ROOT)),
                    line -> progress.step("kept: " + line),
                    options.silence(),
                    byHand(options.director(), file));
            if (scenario.literal() == null) {
                Runner.run(scenario, how, tee(writer));
            } else {
                file.write("commands inside containers");
                LiteralRunner.run(scenario, how, tee(writer));
            }
        }
        if (options.keep()) {
            progress.step("kept: remove it with ./splitproof clean " + runId);
        }
        return directory;
    }

    private static @Nullable ByHand byHand(@Nullable Director director, RunFile file) {
        return director == null ? null : new ByHand(stage -> director.enter(file.directory, stage), file::write);
    }

    /** run.json, which is written again whenever more is known. */
    private static final class RunFile {
        private final RunDirectory directory;
        private RunFacts facts;
        private String reach = "";

        RunFile(RunDirectory directory, RunFacts facts) {
            this.directory = directory;
            this.facts = facts;
        }

        void write(String knownReach) {
            reach = knownReach;
            directory.write(facts.record(reach));
        }

        void write(Schedule grown) {
            facts = facts.with(grown);
            directory.write(facts.record(reach));
        }
    }

    private Journal tee(HistoryWriter writer) {
        return event -> {
            writer.append(event);
            if (!(event instanceof Event.Invoked || event instanceof Event.Completed)) {
                writer.flush();
            }
            progress.event(event);
        };
    }

    private @Nullable Path clockLibrary() {
        if (options.director() != null && !scenario.needsClockLibrary()) {
            return clockLibraryIfThereIsOne();
        }
        return scenario.needsClockLibrary() ? ClockLibrary.locate(options.provision(), progress::step) : null;
    }

    /** By hand somebody may come to change a clock. */
    private @Nullable Path clockLibraryIfThereIsOne() {
        try {
            return ClockLibrary.locate(options.provision(), progress::step);
        } catch (ClockUnavailable e) {
            progress.step("clocks cannot be changed: " + e.getMessage());
            return null;
        }
    }

    /** A new run's identity: eight hexadecimal digits. */
    static String id() {
        byte[] bytes = new byte[4];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private Software software(List<Image> images) {
        Image toxiproxy = images.get(Math.min(1, images.size() - 1));
        var parts = new EnumMap<NodeKind, String>(NodeKind.class);
        kinds().forEach(kind -> parts.put(kind, images.get(2 + parts.size()).reference()));
        var others = new HashMap<String, Software>();
        for (String wanted : scenario.topology().ownServers()) {
            Image own = images.get(2 + parts.size() + others.size());
            others.put(wanted, software(own, toxiproxy, Map.of(), null, Map.of()));
        }
        String filter =
                scenario.needsPacketFilter() ? images.get(images.size() - 1).reference() : null;
        return software(images.get(0), toxiproxy, parts, filter, others);
    }

    private static Software software(
            Image server,
            Image toxiproxy,
            Map<NodeKind, String> parts,
            @Nullable String filter,
            Map<String, Software> others) {
        String product = server.server().startsWith("valkey") ? "valkey" : "redis";
        return new Software(
                server.reference(),
                product + "-server",
                product + "-cli",
                toxiproxy.reference(),
                parts,
                filter,
                others);
    }

    private static void save(RunDirectory directory, Map<String, String> logs) {
        try {
            for (var log : logs.entrySet()) {
                Files.writeString(directory.log(log.getKey()), log.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write logs to " + directory.logs(), e);
        }
    }

    /** The record of a run that is beginning. */
    static RunRecord.Image image(Image image) {
        return new RunRecord.Image(image.reference(), image.digest().orElse(image.id()), image.server());
    }
}
