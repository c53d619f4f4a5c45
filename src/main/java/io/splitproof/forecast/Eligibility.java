package io.splitproof.forecast;

import io.splitproof.topology.Node;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which replicas Sentinels may promote, wherever they are.
 *
 * <p>{@code sentinelSelectSlave} in {@code sentinel.c} (Redis 7.0 to 8.6, Valkey 8.1 to 9.1) passes over a replica of
 * priority 0, and one whose link to the primary has been down for longer than 10 x down-after and the time since
 * {@code +sdown}. INFO tells whole seconds of that time, up to a second late.
 */
record Eligibility(Situation situation, LiveSettings.OfGroup settings) {
    /** How far what a Sentinel knows of a link lies behind. */
    private static final Duration INFO_LAG = Duration.ofMillis(2_100);

    /** {@code repl-timeout}: a replica does not know before that its link is silent. */
    private static final Duration REPL_TIMEOUT = Duration.ofSeconds(60);

    List<Node> candidates() {
        return situation.replicas().stream().filter(r -> unfit(r).isEmpty()).toList();
    }

    /** Why replicas are passed over, in words; empty if none is. */
    String passedOver() {
        return situation.replicas().stream().flatMap(r -> unfit(r).stream()).collect(Collectors.joining(" and "));
    }

    private Optional<String> unfit(Node replica) {
        if (replica.setting("replica-priority").equals(Optional.of("0"))) {
            return Optional.of(replica.name() + " has replica-priority 0");
        }
        return isTooOld(replica)
                ? Optional.of("the link of " + replica.name() + " has been down for longer than 10 x down-after")
                : Optional.empty();
    }

    private boolean isTooOld(Node replica) {
        Bounds detection = StageBounds.detection(situation, settings);
        Duration limit = settings.downAfter().multipliedBy(10);
        Duration down = linkDownFor(replica);
        if (down.minus(INFO_LAG).compareTo(limit.minus(detection.lower())) > 0) {
            return true;
        }
        if (down.compareTo(limit.minus(detection.upper())) >= 0) {
            throw new NoForecast("the link of " + replica.name() + " had been down for " + down.toSeconds()
                    + " s, so near 10 x down-after that the replica may be promoted or passed over");
        }
        return false;
    }

    /** For how long before the newest fault the replica has known its link to be down. */
    private Duration linkDownFor(Node replica) {
        String here = situation.primaryNode().box();
        return situation.active().stream()
                .filter(d -> d.cuts(here, replica.box()) || d.cuts(replica.box(), here))
                .map(d -> d.began().negated().minus(d.isSilent() ? REPL_TIMEOUT : Duration.ZERO))
                .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
}
