package io.splitproof.forecast;

import static java.util.Objects.requireNonNull;

import io.splitproof.fault.Fault;
import io.splitproof.topology.Node;
import java.time.Duration;
import java.util.List;

/**
 * What slow links do to the round trips on which Sentinels rest.
 *
 * <p>A Sentinel calls a primary down when a PING stays unanswered for down-after, and after half of that it closes a
 * connection that is older than 15 s and asks again ({@code sentinelCheckSubjectivelyDown} in {@code sentinel.c},
 * {@code SENTINEL_MIN_LINK_RECONNECT_PERIOD}; Redis 7.0 to 8.6, Valkey 8.1 to 9.1). So an answer within half of
 * down-after changes nothing, one that comes after a failover would be over is silence, and between the two it
 * depends on the age of connections.
 */
record SlowRoundTrips(Situation situation, LiveSettings.OfGroup settings) {
    /** What may wait before a PONG on Sentinel's connection: an answer to INFO. */
    private static final long INFO_BYTES = 16_000;

    /**
     * The situation as Sentinels know it: slow links are no fault at all to them, or silent ones. Throws NoForecast if
     * they may be either.
     */
    Situation asSeenBySentinels() {
        List<Disruption> slow = slow();
        if (slow.isEmpty()) {
            return situation;
        }
        if (slow.size() < situation.active().size()) {
            throw new NoForecast("slow links and another fault act at once, and how they act together has no bounds");
        }
        if (watchers().stream().allMatch(this::answersSoon)) {
            return situation.under(List.of());
        }
        Situation silent =
                situation.under(slow.stream().map(Disruption::asSilence).toList());
        Duration sent = requireNonNull(StageBounds.of(silent, settings, 1).get(Stage.PROMOTION_SENT))
                .upper();
        watchers().forEach(s -> requireClear(s, sent));
        requireNoOtherPart(slow, silent);
        return silent;
    }

    private List<Disruption> slow() {
        return situation.active().stream().filter(Disruption::slows).toList();
    }

    private List<Node> watchers() {
        return situation.topology().sentinels();
    }

    private boolean answersSoon(Node sentinel) {
        return roundTrip(sentinel).upper().compareTo(settings.downAfter().dividedBy(2)) <= 0;
    }

    private void requireClear(Node sentinel, Duration failoverSent) {
        Bounds took = roundTrip(sentinel);
        if (!answersSoon(sentinel) && took.lower().compareTo(failoverSent) < 0) {
            throw new NoForecast("an answer of " + situation.primary() + " takes " + words(took) + " to reach "
                    + sentinel.name() + ": below "
                    + settings.downAfter().dividedBy(2).toMillis()
                    + " ms (half of down-after) nothing would follow, from " + failoverSent.toMillis()
                    + " ms on a failover; between the two it may or may not come");
        }
    }

    /** Sentinels that agree, vote and promote must do so over links that are not slow. */
    private void requireNoOtherPart(List<Disruption> slow, Situation silent) {
        String there = situation.primaryNode().box();
        boolean elsewhere = slow.stream()
                .flatMap(d -> d.links().stream())
                .anyMatch(l -> !l.from().equals(there) && !l.to().equals(there));
        if (elsewhere || !Election.in(silent, settings).possible()) {
            throw new NoForecast("slow links lie between those who would carry out a failover too");
        }
    }

    /** What is added to a request and its answer between a Sentinel and the primary. */
    private Bounds roundTrip(Node sentinel) {
        String here = sentinel.box();
        String there = situation.primaryNode().box();
        return situation.active().stream()
                .filter(d -> d.slows() && !here.equals(there))
                .flatMap(d -> d.links().stream()
                        .filter(l -> (l.from().equals(here) && l.to().equals(there))
                                || (l.from().equals(there) && l.to().equals(here)))
                        .map(l -> oneWay(d.fault())))
                .reduce(
                        Bounds.ZERO,
                        (a, b) ->
                                new Bounds(a.lower().plus(b.lower()), a.upper().plus(b.upper())));
    }

    private static Bounds oneWay(Fault fault) {
        if (fault instanceof Fault.Delay delay) {
            return new Bounds(
                    delay.latency().minus(delay.jitter()), delay.latency().plus(delay.jitter()));
        }
        long rate = ((Fault.Throttle) fault).bytesPerSecond();
        return new Bounds(Duration.ZERO, Duration.ofMillis(INFO_BYTES * 1_000 / rate));
    }

    private static String words(Bounds bounds) {
        return bounds.lower().toMillis() + " to " + bounds.upper().toMillis() + " ms";
    }
}
