package io.splitproof.checker;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.Target;
import io.splitproof.forecast.Example2;
import io.splitproof.history.Action;
import io.splitproof.history.Event;
import io.splitproof.history.History;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.history.Phase;
import io.splitproof.history.Range;
import io.splitproof.history.WriteAnswer;
import io.splitproof.topology.Link;
import io.splitproof.workload.Application;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Role;
import io.splitproof.workload.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Literal histories of the documents' example 2, told event by event and edited for planted violations.
 *
 * <p>Times are seconds. The fault is at 5.000, the load runs from 2 to 40, writers write ten times a second.
 */
public final class Story {
    public static final double FAULT = 5.0;
    public static final double LOAD_END = 40;

    private final List<Event> events = new ArrayList<>();
    private final Map<String, List<Long>> present = new LinkedHashMap<>();
    private final Map<String, Long> next = new LinkedHashMap<>();
    private List<ClientSpec> clients = List.of(writer("c1", "sentinel-1"), writer("c2", "sentinel-2"));
    private Schedule schedule = new Schedule(List.of(), Duration.ofSeconds(38));
    private long op = 1;

    static long nanos(double seconds) {
        return Math.round(seconds * 1e6) * 1_000;
    }

    static ClientSpec writer(String name, String sentinel) {
        return new ClientSpec(name, OperationKind.WRITE, 10, List.of(sentinel), null, Duration.ofMillis(500));
    }

    // ---------------------------------------------------------------- whole stories

    /** C1 stays with the cut-off primary for 20 s; no gate. It writes until 10.1 s after the heal, and all is lost. */
    public static Story minorityPartition() {
        var story = booted(0, 10).cut(Physics.BLACKHOLE);
        story.acknowledged("c1", "redis-1", FAULT + 0.05, 35.05, false);
        story.connectionLost("c2", 5.05, 8.75).acknowledged("c2", "redis-2", 8.8, LOAD_END, true);
        story.connectionLost("c1", 35.1, 35.9).acknowledged("c1", "redis-2", 36, LOAD_END, true);
        return story.promoted(0).healed(25).demoted().ended("redis-1", "redis-2", "redis-3");
    }

    /** The same with min-replicas-to-write 1 and a lag of 10 s: the old primary stops 10.4 s after the fault. */
    public static Story lagLimited() {
        var story = booted(1, 10).cut(Physics.BLACKHOLE);
        story.acknowledged("c1", "redis-1", FAULT + 0.05, 15.35, false);
        story.probed(15.41, "redis-1", WriteAnswer.NOREPLICAS, 15.40);
        story.rejected("c1", "redis-1", "NOREPLICAS", 15.45, 35.05);
        story.connectionLost("c2", 5.05, 9.45).acknowledged("c2", "redis-2", 9.5, LOAD_END, true);
        story.connectionLost("c1", 35.1, 35.9).acknowledged("c1", "redis-2", 36, LOAD_END, true);
        return story.promoted(0).healed(25).demoted().ended("redis-1", "redis-2", "redis-3");
    }

    /** The same cut is healed after 1.5 s, before down-after; c2 cannot write meanwhile, and nothing fails over. */
    static Story healedSoon() {
        var story = booted(0, 10).cut(Physics.BLACKHOLE);
        story.acknowledged("c1", "redis-1", FAULT + 0.05, LOAD_END, true);
        story.connectionLost("c2", 5.05, 6.55).acknowledged("c2", "redis-1", 6.6, LOAD_END, true);
        return story.healed(6.5).finalReads("redis-1", "redis-1", "redis-2", "redis-3");
    }

    /** The same run, of which nothing is left after that moment but its end, all phases of which are shifted to it. */
    Story endedEarly(double at) {
        double shift = LOAD_END - at;
        edit(
                Event.PhaseStarted.class,
                p -> p.atNanos() >= nanos(LOAD_END),
                p -> new Event.PhaseStarted(p.atNanos() - nanos(shift), p.phase()));
        edit(
                Event.Converged.class,
                c -> c.atNanos() > nanos(LOAD_END),
                c -> new Event.Converged(c.atNanos() - nanos(shift), c.detail()));
        return without(e -> e.atNanos() > nanos(at + 2.5));
    }

    /** The primary's process is killed for good; one write was not yet replicated. */
    public static Story crash() {
        var story = booted(0, 10).killed("redis-1");
        story.connectionLost("c1", 5.05, 8.75).acknowledged("c1", "redis-2", 8.8, LOAD_END, true);
        story.connectionLost("c2", 5.05, 8.75).acknowledged("c2", "redis-2", 8.8, LOAD_END, true);
        story.role(5.1, "redis-1", "unreachable", null, null);
        story.probed(5.01, "redis-1", WriteAnswer.UNREACHABLE, 5.0);
        story.say(7.05, "sentinel-1", "+sdown", "master mymaster 127.0.0.1 6379");
        return story.promoted(-0.4).ended("redis-2", "redis-3");
    }

    /** Two boxes with the primary die; the last Sentinel can promote nobody, and the run watches long enough. */
    static Story majorityLost() {
        var story = booted(0, 10).killed("redis-1", "sentinel-1", "sentinel-2", "redis-2");
        story.connectionLost("c1", 5.05, LOAD_END).connectionLost("c2", 5.05, LOAD_END);
        story.role(5.1, "redis-1", "unreachable", null, null).role(5.1, "redis-2", "unreachable", null, null);
        story.say(7.05, "sentinel-3", "+sdown", "master mymaster 127.0.0.1 6379");
        return story.ended("redis-3");
    }

    /** The primary keeps nothing on disk and is restarted at 5; writers go on 0.2 s later, with write 30. */
    static Story restarted() {
        var story = booted(0, 10);
        story.edit(
                Event.SettingsRead.class,
                r -> r.node().equals("redis-1"),
                r -> new Event.SettingsRead(r.atNanos(), r.node(), r.group(), Map.of("save", "", "appendonly", "no")));
        story.started(
                new ScheduledFault(
                        "f1", Duration.ofSeconds(3), null, new Fault.Restart(List.of(new Target("redis-1")))),
                List.of("redis-1"),
                List.of());
        story.acknowledged("c1", "redis-1", FAULT + 0.2, LOAD_END, true);
        story.acknowledged("c2", "redis-1", FAULT + 0.2, LOAD_END, true);
        return story.finalReads("redis-1", "redis-1", "redis-2", "redis-3");
    }

    /** A history in which nothing was recorded. */
    public static Story nothing() {
        return new Story();
    }

    /** Two writers and no fault. */
    static Story quiet() {
        var story = booted(0, 10);
        story.acknowledged("c1", "redis-1", FAULT, LOAD_END, true).acknowledged("c2", "redis-1", FAULT, LOAD_END, true);
        return story.finalReads("redis-1", "redis-1", "redis-2", "redis-3");
    }

    // ---------------------------------------------------------------- chapters

    private static Story booted(int minReplicas, int maxLag) {
        var story = new Story();
        story.add(new Event.PhaseStarted(0, Phase.BOOT));
        for (int i = 1; i <= 3; i++) {
            story.add(new Event.SettingsRead(
                    nanos(1),
                    "redis-" + i,
                    null,
                    Map.of("min-replicas-to-write", "" + minReplicas, "min-replicas-max-lag", "" + maxLag)));
            story.add(new Event.SettingsRead(nanos(1), "sentinel-" + i, "mymaster", sentinelFields()));
        }
        story.add(new Event.InfoSeen(nanos(1), "redis-1", Map.of("redis_version", "7.0.15", "role", "master")));
        story.role(1, "redis-1", "master", null, null);
        story.role(1, "redis-2", "slave", "127.0.0.1:6379", "connected");
        story.role(1, "redis-3", "slave", "127.0.0.1:6379", "connected");
        story.probed(1, "redis-1", WriteAnswer.ACKNOWLEDGED, 1);
        story.probed(1, "redis-2", WriteAnswer.READONLY, 1).probed(1, "redis-3", WriteAnswer.READONLY, 1);
        story.add(new Event.Converged(nanos(1.5), "one primary in every view"));
        story.add(new Event.PhaseStarted(nanos(2), Phase.CONTROL));
        story.acknowledged("c1", "redis-1", 2, FAULT - 0.1, true);
        return story.acknowledged("c2", "redis-1", 2, FAULT - 0.1, true);
    }

    private static Map<String, String> sentinelFields() {
        return Map.of(
                "down-after-milliseconds", "2000",
                "failover-timeout", "10000",
                "parallel-syncs", "1",
                "quorum", "2",
                "num-slaves", "2",
                "num-other-sentinels", "2");
    }

    private Story cut(Physics physics) {
        return started(
                new ScheduledFault("f1", Duration.ofSeconds(3), Duration.ofSeconds(20), Example2.minority(physics)),
                List.of("box-1", "c1", "box-2", "box-3", "c2"),
                Example2.minorityLinks());
    }

    private Story killed(String... nodes) {
        List<Target> targets = List.of(nodes).stream().map(Target::new).toList();
        return started(
                new ScheduledFault("f1", Duration.ofSeconds(3), null, new Fault.Kill(targets, CrashFlavour.PROCESS)),
                List.of(nodes),
                List.of());
    }

    private Story started(ScheduledFault fault, List<String> resolved, List<Link> links) {
        schedule = new Schedule(List.of(fault), Duration.ofSeconds(38));
        add(new Event.PhaseStarted(nanos(FAULT - 0.01), Phase.FAULTS));
        add(new Event.FaultStarted(nanos(FAULT - 0.01), "f1", fault.describe(), resolved, links));
        add(new Event.FaultApplied(nanos(FAULT + 0.02), "f1", nanos(FAULT), nanos(FAULT + 0.01), 12));
        return add(new Event.FaultProven(nanos(FAULT + 0.1), "f1", "bytes were swallowed"));
    }

    /** The same history, of faults that were planned otherwise. */
    Story replan(UnaryOperator<ScheduledFault> change) {
        schedule = new Schedule(schedule.faults().stream().map(change).toList(), schedule.end());
        return this;
    }

    /** The clocks of Sentinels jumped 5 s forward before the fault. */
    Story jumped(double at, String... sentinels) {
        List<Target> targets = List.of(sentinels).stream().map(Target::new).toList();
        var jump = new ScheduledFault(
                "f0", Duration.ofSeconds(1), null, new Fault.ClockJump(targets, Duration.ofSeconds(5)));
        var faults = new ArrayList<>(schedule.faults());
        faults.add(jump);
        schedule = new Schedule(faults, schedule.end());
        add(new Event.FaultStarted(nanos(at), "f0", jump.describe(), List.of(sentinels), List.of()));
        add(new Event.FaultApplied(nanos(at + 0.01), "f0", nanos(at), nanos(at), sentinels.length));
        return add(new Event.FaultProven(nanos(at + 0.1), "f0", "the clocks show it"));
    }

    /** The failover of sentinel-3, from detection at 7.3 to the last +switch-master at 9.7, all of it shifted. */
    private Story promoted(double shift) {
        say(7.3 + shift, "sentinel-2", "+sdown", "master mymaster 127.0.0.1 6379");
        say(7.5 + shift, "sentinel-3", "+sdown", "master mymaster 127.0.0.1 6379");
        say(7.55 + shift, "sentinel-3", "+odown", "master mymaster 127.0.0.1 6379 #quorum 2/2");
        say(7.55 + shift, "sentinel-3", "+new-epoch", "1");
        say(7.55 + shift, "sentinel-3", "+try-failover", "master mymaster 127.0.0.1 6379");
        say(7.65 + shift, "sentinel-3", "+elected-leader", "master mymaster 127.0.0.1 6379");
        String chosen = "slave 127.0.0.2:6379 127.0.0.2 6379 @ mymaster 127.0.0.1 6379";
        say(7.7 + shift, "sentinel-3", "+selected-slave", chosen);
        say(7.8 + shift, "sentinel-3", "+failover-state-wait-promotion", chosen);
        probed(7.85 + shift, "redis-2", WriteAnswer.ACKNOWLEDGED, 7.84 + shift);
        role(7.9 + shift, "redis-2", "master", null, null);
        say(8.6 + shift, "sentinel-3", "+promoted-slave", chosen);
        String switched = "mymaster 127.0.0.1 6379 127.0.0.2 6379";
        say(8.7 + shift, "sentinel-2", "+switch-master", switched);
        role(9.0 + shift, "redis-3", "slave", "127.0.0.2:6379", "connected");
        return say(9.7 + shift, "sentinel-3", "+switch-master", switched);
    }

    private Story healed(double at) {
        add(new Event.HealStarted(nanos(at - 0.01), "f1"));
        add(new Event.HealApplied(nanos(at + 0.02), "f1", nanos(at), nanos(at + 0.01)));
        return add(new Event.HealProven(nanos(at + 0.1), "f1", "bytes arrived"));
    }

    private Story demoted() {
        String old = "slave 127.0.0.1:6379 127.0.0.1 6379 @ mymaster 127.0.0.2 6379";
        say(25.5, "sentinel-3", "-sdown", old);
        say(26, "sentinel-1", "+switch-master", "mymaster 127.0.0.1 6379 127.0.0.2 6379");
        say(35.07, "sentinel-3", "+convert-to-slave", old);
        role(35.1, "redis-1", "slave", "127.0.0.2:6379", "connect");
        probed(35.11, "redis-1", WriteAnswer.READONLY, 35.1);
        return role(35.5, "redis-1", "slave", "127.0.0.2:6379", "connected");
    }

    private Story ended(String... live) {
        return finalReads("redis-2", live);
    }

    private Story finalReads(String primary, String... live) {
        add(new Event.PhaseStarted(nanos(LOAD_END), Phase.HEAL));
        add(new Event.PhaseStarted(nanos(LOAD_END + 0.1), Phase.RECOVERY));
        add(new Event.Converged(nanos(LOAD_END + 1), "one primary in every view"));
        add(new Event.PhaseStarted(nanos(LOAD_END + 1.1), Phase.FINAL_READS));
        for (String node : live) {
            for (ClientSpec client : clients) {
                String role = node.equals(primary) ? "master" : "slave";
                add(new Event.FinalRead(
                        nanos(LOAD_END + 1.2), node, role, client.ledger(), ranges(client.name()), List.of()));
            }
        }
        return add(new Event.PhaseStarted(nanos(LOAD_END + 2), Phase.END));
    }

    private List<Range> ranges(String client) {
        return present.getOrDefault(client, List.of()).stream()
                .map(v -> new Range(v, v))
                .toList();
    }

    // ---------------------------------------------------------------- operations and observations

    Story acknowledged(String client, String node, double from, double to, boolean survive) {
        for (double at = from; at < to - 1e-9; at += 0.1) {
            ok(client, node, at, survive);
        }
        return this;
    }

    /** One acknowledged write that takes 2 ms. */
    Story ok(String client, String node, double at, boolean survives) {
        long value = write(client, at, at + 0.002, new Outcome.Ok(null, node));
        if (survives) {
            present.computeIfAbsent(client, c -> new ArrayList<>()).add(value);
        }
        return this;
    }

    Story connectionLost(String client, double from, double to) {
        write(client, from, from + 0.5, new Outcome.Info("timeout", "redis-1"));
        for (double at = from + 0.6; at < to - 1e-9; at += 0.1) {
            write(client, at, at + 0.001, new Outcome.Fail("not connected", null));
        }
        return this;
    }

    Story rejected(String client, String node, String error, double from, double to) {
        for (double at = from; at < to - 1e-9; at += 0.1) {
            write(client, at, at + 0.001, new Outcome.Fail(error, node));
        }
        return this;
    }

    long write(String client, double from, double to, @Nullable Outcome outcome) {
        long value = next.merge(client, 1L, Long::sum);
        add(new Event.Invoked(
                nanos(from), op, client, OperationKind.WRITE, ClientSpec.ledger(client), value, nanos(from)));
        if (outcome != null) {
            add(new Event.Completed(nanos(to), op, outcome));
        }
        op++;
        return value;
    }

    /** A reader's read of a writer's ledger that sees {@code value}; 0 for an empty one. */
    Story read(String client, String writer, long value, String node, double at) {
        add(new Event.Invoked(nanos(at), op, client, OperationKind.READ, ClientSpec.ledger(writer), null, nanos(at)));
        add(new Event.Completed(nanos(at + 0.001), op++, new Outcome.Ok(value == 0 ? null : value, node)));
        return this;
    }

    /** The same run with an application's client beside the writers. */
    Story withApplication(String name, Role role) {
        var more = new ArrayList<>(clients);
        var application = new Application(role, "postgres-1", false, false);
        more.add(ClientSpec.of(name, application, 10, List.of("sentinel-1"), null, Duration.ofMillis(500)));
        clients = List.copyOf(more);
        return this;
    }

    /** The same run without a client that writes, and so without a final read. */
    Story withoutWriters() {
        clients = clients.stream().filter(c -> !c.writes()).toList();
        var others = new HashSet<Long>();
        events.forEach(e -> {
            if (e instanceof Event.Invoked i && i.kind() == OperationKind.WRITE) {
                others.add(i.op());
            }
        });
        return without(Event.FinalRead.class)
                .without(e -> (e instanceof Event.Invoked i && others.contains(i.op()))
                        || (e instanceof Event.Completed c && others.contains(c.op())));
    }

    /** One request that takes 2 ms; null for no end. */
    Story request(
            Action action, String client, String key, @Nullable Long value, double at, @Nullable Outcome outcome) {
        add(new Event.Invoked(nanos(at), op, client, OperationKind.REQUEST, key, value, nanos(at), action));
        if (outcome != null) {
            add(new Event.Completed(nanos(at + 0.002), op, outcome));
        }
        op++;
        return this;
    }

    /** One more step. */
    Story planned(ScheduledStep step) {
        var steps = new ArrayList<>(schedule.steps());
        steps.add(step);
        schedule = new Schedule(schedule.faults(), List.of(), steps, schedule.end());
        return this;
    }

    /** The same run, had that writer waited for so many replicas with each write. */
    Story waitingFor(String name, int replicas) {
        var wait = new Wait.Replicas(replicas, Duration.ofSeconds(1));
        clients = clients.stream()
                .map(c -> c.name().equals(name) ? c.waitingFor(wait) : c)
                .toList();
        return this;
    }

    /** The same run, had every client gone through a front. */
    public Story through(String front) {
        clients = clients.stream().map(c -> c.goingThrough(front)).toList();
        return this;
    }

    Story withReader(String name) {
        var more = new ArrayList<>(clients);
        more.add(new ClientSpec(name, OperationKind.READ, 10, List.of(), "redis-2", Duration.ofMillis(500)));
        clients = List.copyOf(more);
        return this;
    }

    Story say(double at, String sentinel, String channel, String payload) {
        return add(new Event.SentinelSaid(nanos(at), sentinel, channel, payload));
    }

    Story probed(double at, String node, WriteAnswer answer, double previous) {
        return add(new Event.WriteProbed(nanos(at), node, answer, nanos(previous)));
    }

    Story role(double at, String node, String role, @Nullable String primary, @Nullable String link) {
        return add(new Event.RoleSeen(nanos(at), node, role, primary, link, 100));
    }

    // ---------------------------------------------------------------- edits

    public Story add(Event event) {
        events.add(event);
        return this;
    }

    Story without(Predicate<Event> unwanted) {
        events.removeIf(unwanted);
        return this;
    }

    Story without(Class<? extends Event> kind) {
        return without(kind::isInstance);
    }

    <E extends Event> Story edit(Class<E> kind, Predicate<E> which, UnaryOperator<E> change) {
        events.replaceAll(e -> kind.isInstance(e) && which.test(kind.cast(e)) ? change.apply(kind.cast(e)) : e);
        return this;
    }

    /** The operations that were acknowledged at that moment were acknowledged by another node. */
    Story answeredBy(String node, double at) {
        return edit(
                Event.Completed.class,
                c -> c.atNanos() == nanos(at),
                c -> new Event.Completed(c.atNanos(), c.op(), new Outcome.Ok(null, node)));
    }

    /** The client asked for nothing in that time. */
    Story silent(String client, double from, double to) {
        var ops = new HashSet<Long>();
        for (Event event : events) {
            if (event instanceof Event.Invoked i
                    && i.client().equals(client)
                    && i.atNanos() >= nanos(from)
                    && i.atNanos() < nanos(to)) {
                ops.add(i.op());
            }
        }
        return without(e -> (e instanceof Event.Invoked i && ops.contains(i.op()))
                || (e instanceof Event.Completed c && ops.contains(c.op())));
    }

    /** Edits one ledger as every node has it at the end. */
    Story ledger(String client, UnaryOperator<List<Range>> change) {
        return edit(
                Event.FinalRead.class,
                r -> r.key().equals(ClientSpec.ledger(client)),
                r -> new Event.FinalRead(
                        r.atNanos(), r.node(), r.role(), r.key(), change.apply(r.values()), r.foreign()));
    }

    Story dropped(String client, long value) {
        return ledger(
                client,
                values -> values.stream().filter(r -> r.first() != value).toList());
    }

    Story appended(String client, long value) {
        return ledger(client, values -> {
            var more = new ArrayList<>(values);
            more.add(new Range(value, value));
            return List.copyOf(more);
        });
    }

    /** The sequence number that the client gives its last write so far. */
    long last(String client) {
        return next.getOrDefault(client, 0L);
    }

    public Evidence evidence() {
        return new Evidence(Example2.TOPOLOGY, clients, schedule, new History(events));
    }

    public List<ClientSpec> clients() {
        return clients;
    }

    public Schedule schedule() {
        return schedule;
    }

    Judgement judge(Objective... objectives) {
        return Judge.judge(evidence(), List.of(objectives), null);
    }

    Verdict verdict(Objective objective) {
        return judge(objective).verdicts().get(0);
    }
}
