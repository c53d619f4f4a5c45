package io.splitproof.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.OperationKind;
import io.splitproof.history.SyntheticHistory;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongHistoryTest {
    static Evidence evidence(int operations) {
        SyntheticHistory made = SyntheticHistory.of(operations, 7);
        double rate = operations / (made.schedule().end().toMillis() / 1e3) / 4;
        List<ClientSpec> clients = made.writers().stream()
                .map(w -> new ClientSpec(
                        w, OperationKind.WRITE, rate, List.of("sentinel-1"), null, Duration.ofMillis(500)))
                .toList();
        return new Evidence(made.topology(), clients, made.schedule(), made.history());
    }

    static final List<Objective> ALL = List.of(
            new Objective.FailoverWithinForecast(),
            new Objective.SplitBrainWithinForecast(),
            new Objective.LostWritesWithinForecast(),
            new Objective.NoPhantomWrites(),
            new Objective.OutageWithin(null, Duration.ofSeconds(1)));

    @Test
    void aMillionEventsAddUp() {
        Judgement judgement = Judge.judge(evidence(500_000), ALL, null);
        assertThat(judgement.verdicts())
                .allSatisfy(v -> assertThat(v.result()).as("%s", v).isEqualTo(Result.HELD));
        WriteAccounts accounts = judgement.findings().writes().get();
        Cells total = accounts.total();
        assertThat(total.acknowledged() + total.indeterminate() + total.rejected())
                .isEqualTo(500_000);
        assertThat(total.lost()).isPositive();
        assertThat(accounts.nodes().values().stream()
                        .mapToLong(WriteAccounts.NodeAccount::lost)
                        .sum())
                .isEqualTo(total.lost());
        assertThat(accounts.windows().get(0).lost()).isEqualTo(total.lost());
    }

    @Test
    void theSameSeedMakesTheSameHistoryAndJudgement() {
        assertThat(SyntheticHistory.of(2_000, 3)).isEqualTo(SyntheticHistory.of(2_000, 3));
        assertThat(SyntheticHistory.of(2_000, 3)).isNotEqualTo(SyntheticHistory.of(2_000, 4));
        assertThat(Judge.judge(evidence(2_000), ALL, null)).isEqualTo(Judge.judge(evidence(2_000), ALL, null));
    }
}
