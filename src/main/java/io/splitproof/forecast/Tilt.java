package io.splitproof.forecast;

import io.splitproof.topology.Node;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When Sentinels whose clocks were set judge again.
 *
 * <p>A Sentinel that finds its last tick more than 2 s ago, or yet to come, is in TILT for 30 s of its time, and each
 * further jump begins them anew ({@code sentinelCheckTiltCondition}). It goes on to ping, to ask for INFO, to publish and
 * to vote, but says {@code +sdown} of nobody, starts nothing, and answers that it sees nobody down ({@code
 * sentinelHandleRedisInstance}, {@code sentinelCommand}). The same in Redis 7.0 to 8.6 and Valkey 8.1 to 9.1.
 */
record Tilt(Situation situation, LiveSettings.OfGroup settings, Bounds detection) {
    /** {@code sentinel_tilt_period}. */
    private static final Duration PERIOD = Duration.ofSeconds(30);
    /** It begins at the tick after the jump and ends at a tick. */
    private static final Duration TICKS = Duration.ofMillis(200);

    static Tilt in(Situation situation, LiveSettings.OfGroup settings) {
        return new Tilt(situation, settings, StageBounds.detection(situation, settings));
    }

    /** When that Sentinel judges, from the newest fault; zero if it does all the time. */
    Bounds endFor(Node sentinel) {
        return situation
                .jumps(sentinel)
                .filter(Jump::mayTilt)
                .filter(j -> j.at().compareTo(detection.upper()) < 0)
                .map(j -> end(j, situation.rates(Stream.of(sentinel))))
                .reduce(Bounds.ZERO, Bounds::laterOf);
    }

    private Bounds end(Jump jump, Rates rates) {
        Bounds period = rates.of(new Bounds(PERIOD, PERIOD.plus(TICKS)));
        boolean certain = jump.tilts() && jump.at().compareTo(detection.lower()) < 0;
        Duration upper = jump.at().plus(period.upper());
        // A clock that was set back does not come to its next PING before it shows what it showed then.
        Duration blind = jump.isBack()
                ? rates.longest(jump.by().negated()).plus(jump.at()).plus(detection.upper())
                : upper;
        return new Bounds(
                positive(certain ? jump.at().plus(period.lower()) : Duration.ZERO),
                positive(blind.compareTo(upper) > 0 ? blind : upper));
    }

    private static Duration positive(Duration moment) {
        return moment.isNegative() ? Duration.ZERO : moment;
    }

    /** When the first of the Sentinels that see the primary down says so, as far as TILT goes. */
    Bounds first() {
        return watchers().map(this::endFor).reduce(Bounds::earlierOf).orElse(Bounds.ZERO);
    }

    /** When enough of them judge for a failover, as far as TILT goes; zero if none ever is possible. */
    Bounds enough() {
        return new Bounds(enough(Bounds::lower), enough(Bounds::upper));
    }

    private Duration enough(Function<Bounds, Duration> side) {
        return watchers()
                .map(s -> side.apply(endFor(s)))
                .sorted(Comparator.naturalOrder())
                .filter(moment -> Election.in(
                                situation,
                                settings,
                                watchers()
                                        .filter(s -> side.apply(endFor(s)).compareTo(moment) <= 0)
                                        .toList())
                        .possible())
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private Stream<Node> watchers() {
        return situation.watchersThatSeeItDown().stream();
    }

    /** True if a failover comes later than without TILT. */
    boolean delays() {
        return enough().upper().compareTo(detection.upper()) > 0;
    }

    /** What to add to the reason of a forecast; empty where no Sentinel that sees the primary down is in TILT. */
    String words() {
        String names = watchers()
                .filter(s -> endFor(s).upper().compareTo(detection.lower()) > 0)
                .map(Node::name)
                .collect(Collectors.joining(", "));
        if (names.isEmpty()) {
            return "";
        }
        return "; in TILT are " + names
                + (delays()
                        ? ", without which it cannot begin before " + seconds(enough().lower()) + " to "
                                + seconds(enough().upper()) + " after the fault"
                        : ", without which there are enough");
    }

    private static String seconds(Duration moment) {
        return BigDecimal.valueOf(moment.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
}
