package io.splitproof.checker;

import static io.splitproof.checker.Story.nanos;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.Step;
import io.splitproof.fault.Target;
import io.splitproof.forecast.Shards;
import io.splitproof.history.Event;
import io.splitproof.history.History;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.history.Phase;
import io.splitproof.history.Range;
import io.splitproof.history.WriteAnswer;
import io.splitproof.topology.Link;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.ClusterUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Literal histories of a Cluster of three shards, node timeout 2 s, redis 7.0: the replica of redis-1 is redis-4.
 *
 * <p>Times are seconds. The fault is at 5, the load runs from 2 to 30, c1 writes to shard-1 and c2 to shard-2 ten times a
 * second.
 */
final class ClusterStory {
    static final double FAULT = 5;
    static final double LOAD_END = 30;
    private static final List<String> NODES = List.of("redis-1", "redis-2", "redis-3", "redis-4", "redis-5", "redis-6");

    private final List<Event> events = new ArrayList<>();
    private final Map<String, List<Long>> present = new LinkedHashMap<>();
    private final Map<String, Long> next = new LinkedHashMap<>();
    private Schedule schedule = new Schedule(List.of(), Duration.ofSeconds(28));
    private Topology topology = Shards.THREE;
    private List<ClientSpec> clients = clients();
    private long op = 1;

    /** redis-1 is killed; redis-4 is flagged, elected and takes over 4.1 s later. */
    static ClusterStory crash() {
        var story = booted();
        story.killed("redis-1");
        story.fails("c1", 5.05, 9.2).acknowledged("c1", "redis-4", 9.2, LOAD_END, true);
        story.acknowledged("c2", "redis-2", FAULT, 8.0, true)
                .fails("c2", 8.05, 9.2)
                .acknowledged("c2", "redis-2", 9.2, LOAD_END, true);
        story.add(new Event.RoleSeen(nanos(5.05), "redis-1", "unreachable", null, null, 0));
        story.probed(5.05, "redis-1", WriteAnswer.UNREACHABLE, 5);
        story.takenOver(List.of("redis-2", "redis-3", "redis-4", "redis-5", "redis-6"));
        return story.ended("redis-4", "redis-2", "redis-3", "redis-4", "redis-5", "redis-6");
    }

    /** redis-1 and c1 are cut off for 15 s; it stops 2.8 s after the cut, and what it acknowledged until then is lost. */
    static ClusterStory minorityPartition() {
        return minorityPartition(7.8);
    }

    static ClusterStory minorityPartition(double stops) {
        var story = booted();
        story.cutOff();
        story.acknowledged("c1", "redis-1", FAULT + 0.1, stops - 0.1, false);
        story.probed(stops, "redis-1", WriteAnswer.ERROR, stops - 0.1);
        story.state(stops, "redis-1", "fail", 6).rejects("c1", "CLUSTERDOWN", stops + 0.05, 20.3);
        story.acknowledged("c1", "redis-4", 20.4, LOAD_END, true);
        story.acknowledged("c2", "redis-2", FAULT, 8.0, true)
                .rejects("c2", "CLUSTERDOWN", 8.05, 9.2)
                .acknowledged("c2", "redis-2", 9.2, LOAD_END, true);
        story.takenOver(List.of("redis-2", "redis-3", "redis-4", "redis-5", "redis-6"));
        story.healed(20);
        story.view(20.2, 20.1, "redis-1", "redis-1", "myself slave", "redis-4", 1, "");
        story.view(20.2, 20.1, "redis-1", "redis-4", "master", null, 7, "0-5460");
        for (String node : List.of("redis-2", "redis-3", "redis-4", "redis-5", "redis-6")) {
            story.view(20.3, 20.2, node, "redis-1", "slave", "redis-4", 7, "");
        }
        story.state(20.2, "redis-1", "ok", 7);
        story.add(new Event.RoleSeen(nanos(20.2), "redis-1", "slave", "127.0.0.4:6379", "connected", 0));
        return story.ended("redis-4", "redis-1", "redis-2", "redis-3", "redis-4", "redis-5", "redis-6");
    }

    /** redis-1 and redis-2 are killed: redis-3 cannot find them failed alone, and nothing fails over. */
    static ClusterStory majorityLost() {
        var story = booted();
        story.killed("redis-1", "redis-2");
        story.fails("c1", 5.05, LOAD_END).fails("c2", 5.05, LOAD_END);
        for (String node : List.of("redis-1", "redis-2")) {
            story.add(new Event.RoleSeen(nanos(5.05), node, "unreachable", null, null, 0));
            story.probed(5.05, node, WriteAnswer.UNREACHABLE, 5);
            story.view(7.5, 7.4, "redis-3", node, "master fail?", null, 1, "0-5460");
        }
        story.state(7.6, "redis-3", "fail", 6);
        return story.ended("redis-4", "redis-3", "redis-4", "redis-5", "redis-6");
    }

    /**
     * c1 writes to redis-7, outside the Cluster. From 5.2 to 5.7 what redis-7 holds is imported, and at 6 c1 is pointed at
     * the Cluster.
     *
     * @param stopped whether redis-7 was told to refuse writes before, at 5
     */
    static ClusterStory imported(boolean stopped) {
        var story = booted();
        story.topology = Shards.beside(Shards.THREE, "redis-7", "redis-8");
        story.clients = clients().stream()
                .map(c -> c.name().equals("c1") ? c.at("redis-7", List.of()) : c)
                .toList();
        story.edit(
                Event.Completed.class,
                c -> c.outcome().equals(new Outcome.Ok(null, "redis-1")),
                c -> new Event.Completed(c.atNanos(), c.op(), new Outcome.Ok(null, "redis-7")));
        story.add(new Event.RoleSeen(nanos(1), "redis-7", "master", null, null, 0));
        story.add(new Event.PhaseStarted(nanos(4.95), Phase.FAULTS));
        if (stopped) {
            story.taken(new Step.StopWrites("redis-7"), 5, 5.1);
        }
        story.taken(new Step.Import("redis-7"), 5.2, 5.7).taken(new Step.Point("c1", null, List.of()), 6, 6.1);
        if (stopped) {
            story.rejects("c1", "NOREPLICAS", 5.05, 6.05);
        } else {
            story.acknowledged("c1", "redis-7", 4.9, 5.15, true).acknowledged("c1", "redis-7", 5.2, 6.05, false);
        }
        story.acknowledged("c1", "redis-1", 6.15, LOAD_END, true);
        story.acknowledged("c2", "redis-2", FAULT, LOAD_END, true);
        return story.ended("redis-1", NODES.toArray(String[]::new));
    }

    /** The same, had every write of c1 survived. */
    ClusterStory copiedLater() {
        long all = next.getOrDefault("c1", 0L);
        return edit(
                Event.FinalRead.class,
                r -> r.node().equals("redis-1") && !r.values().isEmpty(),
                r -> new Event.FinalRead(
                        r.atNanos(), r.node(), r.role(), r.key(), List.of(new Range(1, all)), r.foreign()));
    }

    private ClusterStory taken(Step step, double from, double to) {
        var steps = new ArrayList<>(schedule.steps());
        String id = "s" + (steps.size() + 1);
        steps.add(new ScheduledStep(id, Duration.ofSeconds(3), step));
        schedule = new Schedule(schedule.faults(), List.of(), steps, schedule.end());
        add(new Event.StepStarted(nanos(from), id, step.describe()));
        return add(new Event.StepDone(nanos(to), id, "OK"));
    }

    static ClusterStory nothing() {
        return new ClusterStory();
    }

    // ---------------------------------------------------------------- chapters

    private static ClusterStory booted() {
        var story = new ClusterStory();
        story.add(new Event.PhaseStarted(0, Phase.BOOT));
        for (String node : NODES) {
            story.add(new Event.SettingsRead(
                    nanos(1), node, null, Map.of("cluster-node-timeout", "2000", "appendonly", "yes", "save", "")));
            story.add(new Event.InfoSeen(nanos(1), node, Map.of("redis_version", "7.0.15")));
            boolean master = NODES.indexOf(node) < 3;
            story.add(new Event.RoleSeen(
                    nanos(1),
                    node,
                    master ? "master" : "slave",
                    master ? null : "127.0.0." + (NODES.indexOf(node) - 2) + ":6379",
                    master ? null : "connected",
                    0));
            story.state(1, node, "ok", 6);
            story.probed(1, node, master ? WriteAnswer.ACKNOWLEDGED : WriteAnswer.ERROR, 1);
            NODES.forEach(other -> story.atBoot(node, other));
        }
        story.add(new Event.Converged(nanos(1.5), "every slot is served"));
        story.add(new Event.PhaseStarted(nanos(2), Phase.CONTROL));
        story.acknowledged("c1", "redis-1", 2, FAULT - 0.1, true);
        return story.acknowledged("c2", "redis-2", 2, FAULT - 0.1, true);
    }

    private void atBoot(String observer, String node) {
        int index = NODES.indexOf(node);
        Topology topology = Shards.THREE;
        String slots = index < 3
                ? topology.slotsOf("shard-" + (index + 1)).orElseThrow().toString()
                : "";
        String flags = (observer.equals(node) ? "myself " : "") + (index < 3 ? "master" : "slave");
        view(1, 1, observer, node, flags, index < 3 ? null : NODES.get(index - 3), index % 3 + 1, slots);
    }

    private void killed(String... nodes) {
        List<Target> targets = List.of(nodes).stream().map(Target::new).toList();
        started(
                new ScheduledFault("f1", Duration.ofSeconds(3), null, new Fault.Kill(targets, CrashFlavour.PROCESS)),
                List.of(nodes),
                List.of());
    }

    private void cutOff() {
        started(
                new ScheduledFault(
                        "f1",
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(15),
                        Shards.minority(Shards.THREE, "box-1", "c1")),
                Shards.THREE.boxes().stream().map(b -> b.name()).toList(),
                Shards.links(Shards.THREE, "box-1", "c1"));
    }

    private void started(ScheduledFault fault, List<String> resolved, List<Link> links) {
        schedule = new Schedule(List.of(fault), Duration.ofSeconds(28));
        add(new Event.PhaseStarted(nanos(FAULT - 0.01), Phase.FAULTS));
        add(new Event.FaultStarted(nanos(FAULT - 0.01), "f1", fault.describe(), resolved, links));
        add(new Event.FaultApplied(nanos(FAULT + 0.02), "f1", nanos(FAULT), nanos(FAULT + 0.01), 12));
        add(new Event.FaultProven(nanos(FAULT + 0.1), "f1", "it is gone"));
    }

    private void healed(double at) {
        add(new Event.HealStarted(nanos(at - 0.01), "f1"));
        add(new Event.HealApplied(nanos(at + 0.01), "f1", nanos(at), nanos(at)));
        add(new Event.HealProven(nanos(at + 0.1), "f1", "bytes pass"));
    }

    /** Flagged at 7.1, found failed at 8, elected and taken over at 9.1, known to all at 9.15. */
    private void takenOver(List<String> witnesses) {
        view(7.1, 7.0, "redis-2", "redis-1", "master fail?", null, 1, "0-5460");
        for (String node : witnesses) {
            view(8.0, 7.9, node, "redis-1", "master fail", null, 1, "0-5460");
            state(8.0, node, "fail", 6);
        }
        view(9.1, 9.0, "redis-4", "redis-4", "myself master", null, 7, "0-5460");
        probed(9.1, "redis-4", WriteAnswer.ACKNOWLEDGED, 9.0);
        add(new Event.RoleSeen(nanos(9.1), "redis-4", "master", null, null, 0));
        for (String node : witnesses) {
            if (!node.equals("redis-4")) {
                view(9.15, 9.05, node, "redis-4", "master", null, 7, "0-5460");
            }
            view(9.15, 9.05, node, "redis-1", "master fail", null, 1, "");
            state(9.15, node, "ok", 7);
        }
    }

    private ClusterStory ended(String primary, String... live) {
        add(new Event.PhaseStarted(nanos(LOAD_END), Phase.HEAL));
        add(new Event.PhaseStarted(nanos(LOAD_END + 0.1), Phase.RECOVERY));
        add(new Event.Converged(nanos(LOAD_END + 1), "every slot is served"));
        add(new Event.PhaseStarted(nanos(LOAD_END + 1.1), Phase.FINAL_READS));
        for (String node : live) {
            for (ClientSpec client : clients) {
                List<Range> values = present.getOrDefault(client.name(), List.of()).stream()
                        .map(v -> new Range(v, v))
                        .toList();
                boolean own = node.equals(client.name().equals("c1") ? primary : "redis-2");
                add(new Event.FinalRead(
                        nanos(LOAD_END + 1.2),
                        node,
                        own ? "master" : "slave",
                        client.ledger(),
                        own ? values : List.of(),
                        List.of()));
            }
        }
        return add(new Event.PhaseStarted(nanos(LOAD_END + 2), Phase.END));
    }

    // ---------------------------------------------------------------- observations and operations

    ClusterStory view(
            double at,
            double previous,
            String observer,
            String node,
            String flags,
            @Nullable String primary,
            long epoch,
            String slots) {
        return add(new Event.ClusterNodeSeen(
                nanos(at),
                nanos(previous),
                observer,
                node,
                List.of(flags.split(" ", -1)),
                primary,
                epoch,
                slots,
                "connected"));
    }

    ClusterStory state(double at, String node, String state, long epoch) {
        return add(new Event.ClusterSeen(
                nanos(at), node, Map.of("cluster_state", state, "cluster_current_epoch", "" + epoch)));
    }

    private ClusterStory probed(double at, String node, WriteAnswer answer, double previous) {
        return add(new Event.WriteProbed(nanos(at), node, answer, nanos(previous)));
    }

    ClusterStory acknowledged(String client, String node, double from, double to, boolean survive) {
        for (double at = from; at < to - 1e-9; at += 0.1) {
            long value = write(client, at, new Outcome.Ok(null, node));
            if (survive) {
                present.computeIfAbsent(client, c -> new ArrayList<>()).add(value);
            }
        }
        return this;
    }

    private ClusterStory fails(String client, double from, double to) {
        return rejects(client, "not connected", from, to);
    }

    private ClusterStory rejects(String client, String error, double from, double to) {
        for (double at = from; at < to - 1e-9; at += 0.1) {
            write(client, at, new Outcome.Fail(error, null));
        }
        return this;
    }

    private long write(String client, double at, Outcome outcome) {
        long value = next.merge(client, 1L, Long::sum);
        String ledger = clients.stream()
                .filter(c -> c.name().equals(client))
                .findFirst()
                .orElseThrow()
                .ledger();
        add(new Event.Invoked(nanos(at), op, client, OperationKind.WRITE, ledger, value, nanos(at)));
        add(new Event.Completed(nanos(at + 0.002), op++, outcome));
        return value;
    }

    ClusterStory add(Event event) {
        events.add(event);
        return this;
    }

    ClusterStory without(Predicate<Event> unwanted) {
        events.removeIf(unwanted);
        return this;
    }

    <E extends Event> ClusterStory edit(Class<E> kind, Predicate<E> which, UnaryOperator<E> change) {
        events.replaceAll(e -> kind.isInstance(e) && which.test(kind.cast(e)) ? change.apply(kind.cast(e)) : e);
        return this;
    }

    static List<ClientSpec> clients() {
        return List.of(client("c1", "shard-1"), client("c2", "shard-2"));
    }

    private static ClientSpec client(String name, String shard) {
        String tag = ClusterUse.tagIn(Shards.THREE.slotsOf(shard).orElseThrow(), name);
        return new ClientSpec(
                name,
                OperationKind.WRITE,
                10,
                List.of(),
                null,
                Duration.ofMillis(500),
                null,
                new ClusterUse(shard, tag, true, ClusterUse.Keys.ONE));
    }

    Evidence evidence() {
        events.sort((a, b) -> Long.compare(a.atNanos(), b.atNanos()));
        return new Evidence(topology, clients, schedule, new History(events));
    }

    Judgement judge(Objective... objectives) {
        return Judge.judge(evidence(), List.of(objectives), null);
    }

    Verdict verdict(Objective objective) {
        return judge(objective).verdicts().get(0);
    }

    EpisodeFinding shard(int number) {
        return judge().findings().episodes().get().get(number - 1);
    }
}
