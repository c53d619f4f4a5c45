package io.splitproof.checker;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Disk;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledBackup;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.Target;
import io.splitproof.history.Event;
import io.splitproof.history.History;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.history.Phase;
import io.splitproof.history.Range;
import io.splitproof.topology.Address;
import io.splitproof.topology.Box;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Literal histories of one Redis without a replica, in seconds: one write a second from 1 on, acknowledged at once, up
 * to a fault at 1000; back at 1030; the load ends at 1100. Write n is acknowledged at second n.
 */
public final class Alone {
    static final long FAULT = 1_000;
    private static final long BACK = 1_030;
    private static final long END = 1_100;
    private static final List<Target> REDIS_1 = List.of(new Target("redis-1"));

    private final Fault fault;
    private final Map<String, String> config;
    private final List<Event> extra = new ArrayList<>();
    private List<ScheduledBackup> backups = List.of();
    private long firstLost = FAULT;
    private long lastLost = FAULT - 1;

    private Alone(Fault fault, Map<String, String> config) {
        this.fault = fault;
        this.config = config;
    }

    /** Snapshots alone, every 15 minutes. */
    public static Alone killed() {
        var kill = new Fault.Kill(REDIS_1, CrashFlavour.PROCESS);
        return new Alone(kill, Map.of("save", "900 1", "appendonly", "no", "appendfsync", "everysec"));
    }

    static Alone killedWithAppendOnlyFile() {
        var kill = new Fault.Kill(REDIS_1, CrashFlavour.PROCESS);
        return new Alone(kill, Map.of("save", "900 1", "appendonly", "yes", "appendfsync", "everysec"));
    }

    /** A backup began at 500 and was restored on an empty disk. */
    public static Alone restored() {
        var kill = new Fault.Kill(REDIS_1, CrashFlavour.HOST, Disk.BACKUP);
        var story = new Alone(kill, Map.of("save", "900 1", "appendonly", "no", "appendfsync", "everysec"));
        story.backups = List.of(new ScheduledBackup(Duration.ofSeconds(499), "redis-1"));
        story.extra.add(new Event.BackedUp(seconds(504), seconds(500), "redis-1", 1_234));
        story.extra.add(new Event.Restored(seconds(BACK - 1), seconds(BACK - 10), "redis-1", 1_234));
        return story;
    }

    /** The disk is lost, and nothing is there to restore. */
    static Alone emptied() {
        var kill = new Fault.Kill(REDIS_1, CrashFlavour.HOST, Disk.LOST);
        return new Alone(kill, Map.of("save", "900 1", "appendonly", "no", "appendfsync", "everysec"));
    }

    /** Those writes were acknowledged and are gone. */
    public Alone lost(long first, long last) {
        firstLost = first;
        lastLost = last;
        return this;
    }

    Alone with(Event event) {
        extra.add(event);
        return this;
    }

    Alone withoutBackup() {
        extra.removeIf(e -> e instanceof Event.BackedUp);
        return this;
    }

    static long seconds(double seconds) {
        return Math.round(seconds * 1e9);
    }

    public Evidence evidence() {
        var redis = new Node("redis-1", NodeKind.REDIS, "box-1", new Address("127.0.0.1", 6379), null, Map.of());
        var topology = new Topology(
                List.of(new Box("box-1", 1, Box.Purpose.NODES), new Box("c1", 2, Box.Purpose.CLIENT)),
                List.of(redis),
                List.of(new Group("mymaster", "redis-1", List.of(), 0)));
        var client = new ClientSpec("c1", OperationKind.WRITE, 1, List.of(), "redis-1", Duration.ofSeconds(30));
        return new Evidence(topology, List.of(client), schedule(), new History(events()));
    }

    public Schedule schedule() {
        var planned = new ScheduledFault("f1", Duration.ofSeconds(FAULT - 1), Duration.ofSeconds(BACK - FAULT), fault);
        return new Schedule(List.of(planned), backups, List.of(), Duration.ofSeconds(END - 1));
    }

    private List<Event> events() {
        var events = new ArrayList<Event>();
        events.add(new Event.PhaseStarted(0, Phase.BOOT));
        events.add(new Event.SettingsRead(seconds(0.1), "redis-1", null, config));
        events.add(new Event.RoleSeen(seconds(0.1), "redis-1", "master", null, null, 0));
        events.add(new Event.Converged(seconds(0.2), "ready"));
        events.add(new Event.PhaseStarted(seconds(0.5), Phase.CONTROL));
        write(events, 1, FAULT);
        events.add(new Event.PhaseStarted(seconds(FAULT), Phase.FAULTS));
        events.add(new Event.FaultStarted(seconds(FAULT), "f1", fault.describe(), List.of("redis-1"), List.of()));
        events.add(new Event.FaultApplied(seconds(FAULT + 0.2), "f1", seconds(FAULT), seconds(FAULT + 0.2), 1));
        events.add(new Event.FaultProven(seconds(FAULT + 0.3), "f1", "gone"));
        events.add(new Event.HealStarted(seconds(BACK - 11), "f1"));
        events.add(new Event.HealApplied(seconds(BACK), "f1", seconds(BACK), seconds(BACK)));
        events.add(new Event.HealProven(seconds(BACK + 0.1), "f1", "running"));
        write(events, BACK + 1, END);
        events.add(new Event.PhaseStarted(seconds(END), Phase.HEAL));
        events.add(new Event.PhaseStarted(seconds(END + 1), Phase.RECOVERY));
        events.add(new Event.Converged(seconds(END + 2), "ready"));
        events.add(new Event.PhaseStarted(seconds(END + 3), Phase.FINAL_READS));
        events.add(new Event.FinalRead(seconds(END + 4), "redis-1", "master", "ledger:c1", present(), List.of()));
        events.add(new Event.PhaseStarted(seconds(END + 5), Phase.END));
        events.addAll(extra);
        events.sort(Comparator.comparingLong(Event::atNanos));
        return events;
    }

    /** Writes from {@code from} to before {@code to}, each 10 ms long. */
    private static void write(List<Event> events, long from, long to) {
        for (long n = from; n < to; n++) {
            long at = seconds((double) n);
            events.add(
                    new Event.Invoked(at - 10_000_000, n, "c1", OperationKind.WRITE, "ledger:c1", n, at - 10_000_000));
            events.add(new Event.Completed(at, n, new Outcome.Ok(null, "redis-1")));
        }
    }

    private List<Range> present() {
        return LongStream.concat(LongStream.range(1, FAULT), LongStream.range(BACK + 1, END))
                .filter(n -> n < firstLost || n > lastLost)
                .mapToObj(n -> new Range(n, n))
                .toList();
    }

    public Judgement judge(Objective... objectives) {
        return Judge.judge(evidence(), List.of(objectives), null);
    }

    Verdict verdict(Objective objective) {
        return judge(objective).verdicts().get(0);
    }
}
