package io.splitproof.scenarios.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Finding;
import io.splitproof.checker.RoleFinding;
import io.splitproof.trial.Outcome;
import java.util.List;
import java.util.Objects;

/** What the users of one application's client were given in a run. */
final class Served {
    private Served() {}

    /** The finding of that client, which is of that kind. */
    static <F extends RoleFinding> F of(Class<F> kind, Outcome outcome, String client) {
        Finding<List<RoleFinding>> roles =
                Objects.requireNonNull(outcome.judgement().findings().roles());
        return kind.cast(roles.get().stream()
                .filter(f -> f.client().equals(client))
                .findFirst()
                .orElseThrow());
    }

    /** Both stores answered, and every request was served by one of them or was not served. */
    static void byBothStores(RoleFinding finding) {
        assertThat(finding.service().served().redis()).isPositive();
        assertThat(finding.service().served().database()).isPositive();
        assertThat(finding.service().served().total()
                        + finding.service().failed()
                        + finding.service().indeterminate())
                .isEqualTo(finding.service().requests());
    }
}
