package io.splitproof.checker;

import io.splitproof.fault.Trigger;
import io.splitproof.history.Event.PongSeen;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.history.History;
import io.splitproof.history.Lookout;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether what waited for an event began in the situation that it was to meet. */
record Triggers(History history) {
    /** Of a ping period: by how much the first cut or kill of a fault may miss its fraction. */
    private static final double PHASE_TOLERANCE = 0.15;

    /** Words that go on after "... was never started". */
    static String whyNever(History history, Lookout lookout) {
        return history.events().stream()
                .filter(lookout::sees)
                .findFirst()
                .map(e -> " although its event came at " + Words.moment(Lookout.moment(e)))
                .orElse(": its event never came (" + lookout.trigger().describe() + ")");
    }

    /**
     * Why it did not, in words that go on after its name; empty if it did, or if an event alone was awaited.
     *
     * @param applied when the fault, or the step, took place
     */
    Optional<String> mistimed(Trigger trigger, Interval applied) {
        if (trigger instanceof Trigger.FullSync sync) {
            return outsideSync(sync, applied);
        }
        return trigger instanceof Trigger.PingPhase phase ? offPhase(phase, applied) : Optional.empty();
    }

    /** The replica's role is looked at every 10 ms: {@code sync} up to the fault, and no link that came up during it. */
    private Optional<String> outsideSync(Trigger.FullSync sync, Interval applied) {
        List<RoleSeen> roles = history.of(RoleSeen.class)
                .filter(r -> r.node().equals(sync.replica()))
                .filter(r -> r.atNanos() <= applied.toNanos())
                .toList();
        RoleSeen met = last(roles.stream().filter(r -> r.atNanos() < applied.fromNanos()));
        boolean ended = roles.stream()
                .filter(r -> r.atNanos() >= applied.fromNanos())
                .anyMatch(r -> "connected".equals(r.link()));
        return met != null && met.isInFullSync() && !ended
                ? Optional.empty()
                : Optional.of("was to meet " + sync.replica() + " in a full resync, but at "
                        + Words.moment(applied.fromNanos()) + " its link was "
                        + (met == null || met.link() == null ? "not seen" : "seen as " + met.link())
                        + "; let the resync last longer (repl-diskless-sync-delay)");
    }

    private static @Nullable RoleSeen last(Stream<RoleSeen> roles) {
        return roles.reduce((a, b) -> b).orElse(null);
    }

    /** It begins at its fraction, and is whole before the next PING leaves. */
    private Optional<String> offPhase(Trigger.PingPhase phase, Interval applied) {
        double first = phase(phase, applied.fromNanos());
        double last = phase(phase, applied.toNanos());
        boolean met = Math.abs(first - phase.fraction()) <= PHASE_TOLERANCE && last < 1;
        return met
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "was to come %.2f of a ping period after a PONG of %s, but came after %.2f to %.2f of it",
                        phase.fraction(),
                        phase.sentinel(),
                        first,
                        last));
    }

    /** How much of the ping period had passed at that moment since the Sentinel's last PONG before it; NaN if none was seen. */
    double phase(Trigger.PingPhase phase, long nanos) {
        return history.of(PongSeen.class)
                .filter(p -> p.sentinel().equals(phase.sentinel()) && p.pongNanos() <= nanos)
                .mapToDouble(
                        p -> (nanos - p.pongNanos()) / (double) phase.period().toNanos())
                .min()
                .orElse(Double.NaN);
    }
}
