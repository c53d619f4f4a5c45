package io.splitproof.history;

import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.topology.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Tells the events of a {@link SyntheticHistory}. Used once. */
final class SyntheticRun {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 2 * SECOND;

    private final ScheduledFault fault;
    private final List<Link> links;
    private final int operations;
    private final Random random;
    private final long cut;
    private final long healed;
    private final long demoted;
    private final long end;
    private final List<Event> events;
    private final Map<String, List<Range>> present = new HashMap<>();

    SyntheticRun(Schedule schedule, List<Link> links, int operations, long seed) {
        this.fault = schedule.faults().get(0);
        this.links = links;
        this.operations = operations;
        this.random = new Random(seed);
        this.cut = START + fault.at().toNanos();
        this.healed = START + fault.healAt().orElse(Duration.ZERO).toNanos();
        this.demoted = healed + 10 * SECOND + SECOND / 20;
        this.end = START + schedule.end().toNanos();
        this.events = new ArrayList<>(2 * operations + 64);
    }

    History history() {
        boot();
        failOver();
        heal();
        load();
        finish();
        return new History(events);
    }

    private void boot() {
        events.add(new Event.PhaseStarted(0, Phase.BOOT));
        Map<String, String> config = Map.of("min-replicas-to-write", "0", "min-replicas-max-lag", "10");
        Map<String, String> master = Map.of(
                "down-after-milliseconds", "2000",
                "failover-timeout", "10000",
                "parallel-syncs", "1",
                "quorum", "2",
                "num-other-sentinels", "2");
        for (int i = 1; i <= 3; i++) {
            String redis = "redis-" + i;
            events.add(new Event.SettingsRead(SECOND, redis, null, config));
            events.add(new Event.SettingsRead(SECOND, "sentinel-" + i, "mymaster", master));
            events.add(new Event.RoleSeen(
                    SECOND, redis, i == 1 ? "master" : "slave", i == 1 ? null : "127.0.0.1:6379", null, 0));
            WriteAnswer answer = i == 1 ? WriteAnswer.ACKNOWLEDGED : WriteAnswer.READONLY;
            events.add(new Event.WriteProbed(SECOND, redis, answer, SECOND));
        }
        events.add(new Event.Converged(START - SECOND / 2, "synthetic"));
        events.add(new Event.PhaseStarted(START, Phase.CONTROL));
    }

    private void failOver() {
        events.add(new Event.PhaseStarted(cut, Phase.FAULTS));
        List<String> boxes = List.of("box-1", "c1", "box-2", "box-3", "c2", "c3", "c4");
        events.add(new Event.FaultStarted(cut, "f1", fault.describe(), boxes, links));
        events.add(
                new Event.FaultApplied(cut + SECOND / 50, "f1", cut + SECOND / 100, cut + SECOND / 60, links.size()));
        events.add(new Event.FaultProven(cut + SECOND / 10, "f1", "synthetic"));
        String primary = "master mymaster 127.0.0.1 6379";
        String chosen = "slave 127.0.0.2:6379 127.0.0.2 6379 @ mymaster 127.0.0.1 6379";
        String switched = "mymaster 127.0.0.1 6379 127.0.0.2 6379";
        say(2.3, "sentinel-2", "+sdown", primary);
        say(2.5, "sentinel-3", "+sdown", primary);
        say(2.55, "sentinel-3", "+odown", primary + " #quorum 2/2");
        say(2.55, "sentinel-3", "+try-failover", primary);
        say(2.65, "sentinel-3", "+elected-leader", primary);
        say(2.7, "sentinel-3", "+selected-slave", chosen);
        say(2.8, "sentinel-3", "+failover-state-wait-promotion", chosen);
        events.add(new Event.WriteProbed(after(2.85), "redis-2", WriteAnswer.ACKNOWLEDGED, after(2.84)));
        events.add(new Event.RoleSeen(after(2.9), "redis-2", "master", null, null, 1));
        say(3.6, "sentinel-3", "+promoted-slave", chosen);
        say(3.7, "sentinel-2", "+switch-master", switched);
        events.add(new Event.RoleSeen(after(4), "redis-3", "slave", "127.0.0.2:6379", "connected", 1));
        say(4.7, "sentinel-3", "+switch-master", switched);
    }

    private long after(double seconds) {
        return cut + Math.round(seconds * SECOND);
    }

    private void say(double seconds, String sentinel, String channel, String payload) {
        events.add(new Event.SentinelSaid(after(seconds), sentinel, channel, payload));
    }

    private void heal() {
        events.add(new Event.HealStarted(healed, "f1"));
        events.add(new Event.HealApplied(healed + SECOND / 50, "f1", healed + SECOND / 100, healed + SECOND / 60));
        events.add(new Event.HealProven(healed + SECOND / 10, "f1", "synthetic"));
        String old = "slave 127.0.0.1:6379 127.0.0.1 6379 @ mymaster 127.0.0.2 6379";
        events.add(new Event.SentinelSaid(demoted, "sentinel-3", "+convert-to-slave", old));
        events.add(new Event.RoleSeen(demoted, "redis-1", "slave", "127.0.0.2:6379", "connected", 2));
        events.add(new Event.WriteProbed(demoted, "redis-1", WriteAnswer.READONLY, demoted - SECOND / 100));
    }

    private void load() {
        long step = (end - START) / operations;
        for (int i = 0; i < operations; i++) {
            String client = SyntheticHistory.WRITERS.get(i % SyntheticHistory.WRITERS.size());
            long value = i / SyntheticHistory.WRITERS.size() + 1L;
            long at = START + i * step;
            events.add(new Event.Invoked(at, i + 1L, client, OperationKind.WRITE, "ledger:" + client, value, at));
            boolean cutOff = client.equals("c1");
            String node = node(cutOff, at);
            Outcome outcome = outcome(node);
            events.add(new Event.Completed(at + Math.min(step, SECOND / 1_000), i + 1L, outcome));
            boolean doomed = "redis-1".equals(node) && at >= cut;
            boolean applied =
                    outcome instanceof Outcome.Ok || (outcome instanceof Outcome.Info && random.nextBoolean());
            if (applied && !doomed) {
                append(client, value);
            }
        }
    }

    /** Whose connection carries a write at that moment: none while a client looks for the new primary. */
    private @Nullable String node(boolean cutOff, long at) {
        long lost = cutOff ? demoted : cut;
        long back = cutOff ? demoted + SECOND : after(4.5);
        if (at < lost) {
            return "redis-1";
        }
        return at < back ? null : "redis-2";
    }

    private Outcome outcome(@Nullable String node) {
        if (node == null) {
            return new Outcome.Fail("not connected", null);
        }
        return random.nextInt(1_000) == 0 ? new Outcome.Info("timeout", node) : new Outcome.Ok(null, node);
    }

    private void append(String client, long value) {
        List<Range> ranges = present.computeIfAbsent(client, c -> new ArrayList<>());
        int last = ranges.size() - 1;
        if (last >= 0 && ranges.get(last).last() + 1 == value) {
            ranges.set(last, new Range(ranges.get(last).first(), value));
        } else {
            ranges.add(new Range(value, value));
        }
    }

    private void finish() {
        events.add(new Event.PhaseStarted(end, Phase.HEAL));
        events.add(new Event.PhaseStarted(end + 1, Phase.RECOVERY));
        events.add(new Event.Converged(end + SECOND, "synthetic"));
        events.add(new Event.PhaseStarted(end + SECOND, Phase.FINAL_READS));
        for (int i = 1; i <= 3; i++) {
            for (String client : SyntheticHistory.WRITERS) {
                events.add(new Event.FinalRead(
                        end + SECOND,
                        "redis-" + i,
                        i == 2 ? "master" : "slave",
                        "ledger:" + client,
                        List.copyOf(present.getOrDefault(client, List.of())),
                        List.of()));
            }
        }
        events.add(new Event.PhaseStarted(end + 2 * SECOND, Phase.END));
    }
}
