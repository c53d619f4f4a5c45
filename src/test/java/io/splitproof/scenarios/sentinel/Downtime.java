package io.splitproof.scenarios.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.trial.Outcome;
import java.time.Duration;

/** How long no writer had a success, as it was measured. */
record Downtime(Duration length) {
    static Downtime of(Outcome outcome) {
        var service = outcome.judgement().findings().outages().get().get(0);
        assertThat(service.client()).as("the first outage is the service's").isNull();
        assertThat(service.endedBySuccess()).as("the service came back").isTrue();
        return new Downtime(service.length());
    }

    Downtime lastsFrom(Duration least) {
        assertThat(length).isGreaterThanOrEqualTo(least);
        return this;
    }

    void to(Duration most) {
        assertThat(length).isLessThanOrEqualTo(most);
    }
}
