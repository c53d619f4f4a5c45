package io.splitproof.scenarios.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Failover;
import io.splitproof.checker.Interval;
import io.splitproof.checker.Outage;
import io.splitproof.forecast.Stage;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.Objects;

/** How long each client of a run was without service, beside the stages of the one failover that all of them met. */
final class ClientOutages {
    private final Outcome outcome;

    private ClientOutages(Outcome outcome) {
        this.outcome = outcome;
    }

    static ClientOutages of(Outcome outcome) {
        return new ClientOutages(outcome);
    }

    Outage of(String client) {
        return outcome.judgement().findings().outages().get().stream()
                .filter(o -> client.equals(o.client()))
                .findFirst()
                .orElseThrow();
    }

    /** From the moment at which Sentinels elected a leader, of which the library hears, to the client's next success. */
    Duration backAfterElection(String client) {
        Outage outage = of(client);
        assertThat(outage.endedBySuccess()).as(client + " came back").isTrue();
        return Duration.ofNanos(outage.during().toNanos() - stage(Stage.ELECTED).fromNanos());
    }

    /** From the first write that the new primary accepted to the client's next success. */
    Duration backAfterServer(String client) {
        Outage outage = of(client);
        assertThat(outage.endedBySuccess()).as(client + " came back").isTrue();
        return Duration.ofNanos(
                outage.during().toNanos() - stage(Stage.WRITABLE).fromNanos());
    }

    private Interval stage(Stage stage) {
        Failover failover = outcome.judgement()
                .findings()
                .episodes()
                .get()
                .get(0)
                .failover()
                .failovers()
                .get(0);
        return Objects.requireNonNull(failover.stage(stage), stage.words());
    }
}
