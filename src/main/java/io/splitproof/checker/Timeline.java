package io.splitproof.checker;

import io.splitproof.forecast.Stage;
import io.splitproof.history.Event.WriteProbed;
import io.splitproof.history.WriteAnswer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Places the stages of one failover: messages {@code begin} to {@code announced} led to it, later ones spread it. */
final class Timeline {
    private final Evidence evidence;
    private final Attempts attempts;
    private final Episode episode;
    private final List<SentinelMessage> before;
    private final List<SentinelMessage> messages;
    private final int begin;
    private final int announced;

    Timeline(
            Evidence evidence,
            Attempts attempts,
            Episode episode,
            List<SentinelMessage> messages,
            int begin,
            int announced) {
        this.evidence = evidence;
        this.attempts = attempts;
        this.episode = episode;
        this.messages = messages;
        this.before = messages.subList(begin, announced + 1);
        this.begin = begin;
        this.announced = announced;
    }

    Failover failover(String group, String oldPrimary, String newPrimary) {
        SentinelMessage elected = last(before, m -> m.is("+elected-leader")).orElse(null);
        String leader = elected == null ? null : elected.sentinel();
        Map<String, Long> sdown = sdown();
        Map<String, Long> switches = switches(newPrimary);
        var stages = new EnumMap<Stage, Interval>(Stage.class);
        putDetection(stages, sdown);
        if (elected != null) {
            put(stages, Stage.ELECTED, elected.atNanos());
            putLeaders(stages, elected.sentinel());
        }
        writable(evidence, attempts, episode, newPrimary).ifPresent(w -> stages.put(Stage.WRITABLE, w));
        if (!switches.isEmpty()) {
            put(stages, Stage.SWITCH_FIRST, smallest(switches.values()));
            put(stages, Stage.SWITCH_LAST, lastThatCouldKnow(switches.values()));
        }
        return new Failover(
                group,
                oldPrimary,
                newPrimary,
                leader,
                stages,
                sdown,
                switches,
                (int) before.stream().filter(m -> m.is("+try-failover")).count(),
                before.stream()
                        .map(SentinelMessage::channel)
                        .filter(c -> c.startsWith("-failover-abort"))
                        .toList(),
                firstSuccess(attempts, episode, newPrimary));
    }

    /** Each Sentinel's {@code +sdown} that still stood when the failover came. */
    private Map<String, Long> sdown() {
        var sdown = new LinkedHashMap<String, Long>();
        for (SentinelMessage message : before) {
            if (message.isAboutPrimary() && message.is("+sdown")) {
                sdown.putIfAbsent(message.sentinel(), message.atNanos());
            } else if (message.isAboutPrimary() && message.is("-sdown")) {
                sdown.remove(message.sentinel());
            }
        }
        return sdown;
    }

    private void putDetection(Map<Stage, Interval> stages, Map<String, Long> sdown) {
        if (!sdown.isEmpty()) {
            put(stages, Stage.SDOWN_FIRST, smallest(sdown.values()));
        }
        SentinelMessage odown =
                before.stream().filter(m -> m.is("+odown")).findFirst().orElse(null);
        if (odown != null) {
            put(stages, Stage.ODOWN, odown.atNanos());
            int quorum = needed(odown.payload());
            sdown.values().stream()
                    .sorted()
                    .skip(Math.max(0, quorum - 1))
                    .findFirst()
                    .ifPresent(t -> put(stages, Stage.SDOWN_QUORUM, t));
        }
    }

    /** The quorum in {@code #quorum <have>/<need>}. */
    private static int needed(String payload) {
        String need = payload.substring(payload.lastIndexOf('/') + 1).trim();
        return need.matches("\\d{1,6}") ? Integer.parseInt(need) : 1;
    }

    private void putLeaders(Map<Stage, Interval> stages, String leader) {
        Map.of(
                        Stage.TRY_FAILOVER, "+try-failover",
                        Stage.SELECTED, "+selected-slave",
                        Stage.PROMOTION_SENT, "+failover-state-wait-promotion")
                .forEach((stage, channel) -> last(
                                before, m -> m.is(channel) && m.sentinel().equals(leader))
                        .ifPresent(m -> put(stages, stage, m.atNanos())));
        messages.subList(begin, messages.size()).stream()
                .filter(m -> m.is("+promoted-slave") && m.sentinel().equals(leader))
                .findFirst()
                .ifPresent(m -> put(stages, Stage.PROMOTED, m.atNanos()));
    }

    private Map<String, Long> switches(String newPrimary) {
        var switches = new LinkedHashMap<String, Long>();
        for (SentinelMessage message : messages.subList(announced, messages.size())) {
            if (message.is("+switch-master") && isNode(message, newPrimary)) {
                switches.putIfAbsent(message.sentinel(), message.atNanos());
            }
        }
        return switches;
    }

    private boolean isNode(SentinelMessage message, String node) {
        return message.subject() != null
                && evidence.topology()
                        .nodeAt(message.subject())
                        .filter(n -> n.name().equals(node))
                        .isPresent();
    }

    /** A Sentinel in the old primary's partition learns of the failover only after the heal. */
    private long lastThatCouldKnow(Collection<Long> switches) {
        Interval healed = episode.healed();
        return switches.stream()
                .mapToLong(t -> t)
                .filter(t -> healed == null || t < healed.fromNanos())
                .max()
                .orElse(smallest(switches));
    }

    /** The first write that the new primary acknowledged, to the probe or to a client, whichever was seen earlier. */
    static Optional<Interval> writable(Evidence evidence, Attempts attempts, Episode episode, String node) {
        Optional<Interval> probed = evidence.history()
                .of(WriteProbed.class)
                .filter(p -> p.node().equals(node) && p.answer() == WriteAnswer.ACKNOWLEDGED)
                .filter(p -> episode.contains(p.atNanos()))
                .findFirst()
                .map(p -> new Interval(Math.min(p.previousNanos(), p.atNanos()), p.atNanos()));
        Optional<Interval> client = attempts.byEnd().stream()
                .filter(a -> a.isWrite() && a.ok() && episode.contains(a.startNanos()))
                .filter(a -> a.node().filter(node::equals).isPresent())
                .findFirst()
                .map(a -> new Interval(a.startNanos(), a.endNanos()));
        if (probed.isPresent() && client.isPresent()) {
            return probed.get().toNanos() <= client.get().toNanos() ? probed : client;
        }
        return probed.isPresent() ? probed : client;
    }

    static Map<String, Long> firstSuccess(Attempts attempts, Episode episode, String node) {
        var first = new LinkedHashMap<String, Long>();
        for (Attempt attempt : attempts.byEnd()) {
            if (attempt.ok()
                    && episode.contains(attempt.endNanos())
                    && attempt.node().filter(node::equals).isPresent()) {
                first.putIfAbsent(attempt.client(), attempt.endNanos());
            }
        }
        return first;
    }

    private static Optional<SentinelMessage> last(List<SentinelMessage> in, Predicate<SentinelMessage> wanted) {
        return in.stream().filter(wanted).reduce((a, b) -> b);
    }

    private static long smallest(Collection<Long> times) {
        return times.stream().mapToLong(t -> t).min().orElseThrow();
    }

    private static void put(Map<Stage, Interval> stages, Stage stage, long nanos) {
        stages.put(stage, Interval.at(nanos));
    }
}
