package io.splitproof.scenarios.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event.FaultApplied;
import io.splitproof.history.Event.SentinelSaid;
import io.splitproof.trial.Outcome;
import java.util.List;
import java.util.stream.Stream;

/** What Sentinels said before, in and after TILT, read from the history alone. */
record Tilts(Outcome outcome) {
    private static final long SECOND = 1_000_000_000L;

    /** When the first fault, a clock jump, began. */
    long jump() {
        return outcome.history().first(FaultApplied.class).orElseThrow().firstNanos();
    }

    Stream<SentinelSaid> said(String... channels) {
        var wanted = List.of(channels);
        return outcome.history().of(SentinelSaid.class).filter(s -> wanted.contains(s.channel()));
    }

    /** When the one Sentinel said the one message. */
    long moment(String sentinel, String channel) {
        List<Long> moments = said(channel)
                .filter(s -> s.sentinel().equals(sentinel))
                .map(SentinelSaid::atNanos)
                .toList();
        assertThat(moments).as(channel + " of " + sentinel).hasSize(1);
        return moments.get(0);
    }

    /** Exactly these are in TILT: from a second after the jump at the latest, for 30 s. */
    void are(String... sentinels) {
        assertThat(said("+tilt").map(SentinelSaid::sentinel)).containsExactlyInAnyOrder(sentinels);
        for (String sentinel : sentinels) {
            assertThat(moment(sentinel, "+tilt") - jump())
                    .as("from the jump to +tilt of " + sentinel)
                    .isBetween(0L, SECOND);
            assertThat(moment(sentinel, "-tilt") - moment(sentinel, "+tilt"))
                    .as("TILT of " + sentinel)
                    .isBetween(30 * SECOND - SECOND / 2, 31 * SECOND);
        }
    }

    /** A Sentinel in TILT judges and starts nothing. */
    void isIdle(String sentinel) {
        assertThat(said("+sdown", "+odown", "+try-failover")
                        .filter(s -> s.sentinel().equals(sentinel))
                        .map(SentinelSaid::atNanos))
                .noneMatch(at -> at > moment(sentinel, "+tilt") && at < moment(sentinel, "-tilt"));
    }
}
