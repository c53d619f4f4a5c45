package io.splitproof.store;

import io.splitproof.fault.Trigger;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what a fault or a step waits for. */
final class TriggerReader {
    private static final String SENTINEL_SAYS = "sentinel-says";
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final String FULL_SYNC = "full-sync";
    private static final String PING_PHASE = "ping-phase";
    private static final List<String> KINDS = List.of(SENTINEL_SAYS, ACKNOWLEDGED, FULL_SYNC, PING_PHASE);

    /** {@code sentinel_ping_period}: the longest time between two PINGs. */
    private static final long PING_PERIOD = 1_000;

    private static final long DOWN_AFTER = 30_000;

    private final Topology topology;
    private final Names names;
    private final Problems problems;

    TriggerReader(Topology topology, Names names, Problems problems) {
        this.topology = topology;
        this.names = names;
        this.problems = problems;
    }

    /** Empty where the file says none, which is told. */
    Optional<Trigger> read(Yaml after) {
        if (!after.isMapping()) {
            return Optional.empty();
        }
        List<String> kinds = KINDS.stream().filter(after::has).toList();
        if (kinds.size() != 1) {
            problems.add(
                    after.line(),
                    "expected one of " + String.join(", ", KINDS) + " under after, but found "
                            + (kinds.isEmpty() ? "none" : String.join(" and ", kinds))
                            + "; write after: {sentinel-says: +odown}");
            return Optional.empty();
        }
        String kind = kinds.get(0);
        allow(after, "plus", !kind.equals(PING_PHASE), kind);
        allow(after, "sentinel", kind.equals(PING_PHASE), kind);
        Duration plus = after.text("plus").flatMap(Quantities::time).orElse(Duration.ZERO);
        return switch (kind) {
            case SENTINEL_SAYS -> sentinelSays(after, plus);
            case ACKNOWLEDGED -> acknowledged(after, plus);
            case FULL_SYNC -> fullSync(after, plus);
            case PING_PHASE -> pingPhase(after);
            default -> throw new AssertionError("unhandled kind of trigger " + kind);
        };
    }

    private void allow(Yaml after, String key, boolean allowed, String kind) {
        if (!allowed && after.has(key)) {
            problems.add(after.line(), "expected no \"" + key + "\" with " + kind + "; drop it");
        }
    }

    private Optional<Trigger> sentinelSays(Yaml after, Duration plus) {
        requireSentinel(after, "say that");
        return after.text(SENTINEL_SAYS).map(channel -> new Trigger.SentinelSays(channel, plus));
    }

    private void requireSentinel(Yaml after, String what) {
        if (names.nodes(NodeKind.SENTINEL).isEmpty()) {
            problems.add(after.line(), "expected a Sentinel that could " + what + ", but this topology has none");
        }
    }

    private Optional<Trigger> acknowledged(Yaml after, Duration plus) {
        if (names.writers().isEmpty()) {
            problems.add(after.line(), "expected a client that writes, but all of these read, so none is acknowledged");
        }
        return after.text(ACKNOWLEDGED)
                .filter(n -> n.matches("[0-9]{1,9}"))
                .map(n -> new Trigger.Acknowledged(Integer.parseInt(n), plus));
    }

    private Optional<Trigger> fullSync(Yaml after, Duration plus) {
        List<String> replicas = names.nodes(NodeKind.REDIS).stream()
                .filter(name -> topology.findNode(name)
                        .filter(n -> n.replicaOf() != null)
                        .isPresent())
                .toList();
        Optional<String> replica = after.text(FULL_SYNC);
        replica.filter(r -> !replicas.contains(r))
                .ifPresent(r -> problems.add(
                        after.line(), Nearest.unknown("replica", r, replicas, "the replicas of this topology are ")));
        return replica.map(r -> new Trigger.FullSync(r, plus));
    }

    private Optional<Trigger> pingPhase(Yaml after) {
        requireSentinel(after, "ping");
        List<String> sentinels = names.nodes(NodeKind.SENTINEL);
        Optional<String> sentinel =
                after.text("sentinel").or(() -> sentinels.stream().findFirst());
        sentinel.filter(s -> !sentinels.contains(s))
                .ifPresent(s ->
                        problems.add(after.line(), Nearest.unknown("Sentinel", s, sentinels, "this topology has ")));
        return after.text(PING_PHASE)
                .filter(f -> f.matches("0(\\.[0-9]{1,9})?"))
                .flatMap(f -> sentinel.map(s -> new Trigger.PingPhase(s, Double.parseDouble(f), period(s))));
    }

    private Duration period(String sentinel) {
        long downAfter = topology.findNode(sentinel)
                .flatMap(n -> n.setting("down-after-milliseconds"))
                .filter(d -> d.matches("[0-9]{1,9}"))
                .map(Long::valueOf)
                .orElse(DOWN_AFTER);
        return Duration.ofMillis(Math.min(downAfter, PING_PERIOD));
    }
}
