package io.splitproof.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.splitproof.history.OperationKind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {
    private static final ClientSpec W1 = client("w1", OperationKind.WRITE, 100);
    private static final ClientSpec W2 = client("w2", OperationKind.WRITE, 100);
    private static final ClientSpec R1 = client("r1", OperationKind.READ, 100);
    private static final ClientSpec R2 = client("r2", OperationKind.READ, 100);
    private static final List<ClientSpec> CLIENTS = List.of(W1, W2, R1, R2);

    private static ClientSpec client(String name, OperationKind kind, double rate) {
        return new ClientSpec(name, kind, rate, List.of("sentinel-1"), null, Duration.ofMillis(500));
    }

    private static List<Operation> first(int count, ClientSpec client, long seed) {
        return of(new Workload(CLIENTS, seed).operations(client)).limit(count).toList();
    }

    private static Stream<Operation> of(Operations operations) {
        return Stream.generate(() -> operations.next(0));
    }

    @Test
    void theSameSeedAsksForTheSameOperations() {
        for (ClientSpec client : CLIENTS) {
            assertThat(first(200, client, 7)).isEqualTo(first(200, client, 7));
        }
    }

    @Test
    void anotherSeedReadsInAnotherOrder() {
        assertThat(first(200, R1, 7)).isNotEqualTo(first(200, R1, 8));
    }

    @Test
    void twoReadersOfOneSeedDoNotReadInStep() {
        assertThat(first(200, R1, 7)).isNotEqualTo(first(200, R2, 7));
    }

    @Test
    void aWriterCountsUpFromOneInItsOwnLedger() {
        assertThat(first(3, W2, 7))
                .containsExactly(
                        new Operation(OperationKind.WRITE, "ledger:w2", 1L),
                        new Operation(OperationKind.WRITE, "ledger:w2", 2L),
                        new Operation(OperationKind.WRITE, "ledger:w2", 3L));
    }

    @Test
    void aReaderReadsEveryWritersLedgerAndNoOther() {
        assertThat(first(200, R1, 7))
                .allSatisfy(read -> {
                    assertThat(read.kind()).isEqualTo(OperationKind.READ);
                    assertThat(read.value()).isNull();
                })
                .extracting(Operation::key)
                .containsOnly("ledger:w1", "ledger:w2");
    }

    @Test
    void aReaderOfAClusterReadsTheLedgersOfItsShardAlone() {
        ClientSpec reader = inShard("shard-2", R1);
        var workload = new Workload(List.of(inShard("shard-1", W1), inShard("shard-2", W2), reader), 7);
        assertThat(of(workload.operations(reader)).limit(50))
                .extracting(Operation::key)
                .containsOnly("ledger:{w2}");
    }

    private static ClientSpec inShard(String shard, ClientSpec client) {
        return new ClientSpec(
                client.name(),
                client.kind(),
                client.ratePerSecond(),
                List.of(),
                null,
                client.timeout(),
                null,
                new ClusterUse(shard, client.name(), true, ClusterUse.Keys.ONE));
    }

    @Test
    void twoStreamsOfOneWriterDoNotShareTheirCount() {
        var workload = new Workload(CLIENTS, 7);
        assertThat(workload.operations(W1).next(0).value()).isEqualTo(1);
        assertThat(workload.operations(W1).next(0).value()).isEqualTo(1);
    }

    @Test
    void theIntervalIsTheRatesInverse() {
        assertThat(client("w", OperationKind.WRITE, 100).interval()).isEqualTo(Duration.ofMillis(10));
        assertThat(client("w", OperationKind.WRITE, 0.5).interval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(client("w", OperationKind.WRITE, 3).interval()).isEqualTo(Duration.ofNanos(333_333_333));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void aRateThatIsNotAboveZeroIsRefused(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client("w", OperationKind.WRITE, rate))
                .withMessageContaining("not " + rate);
    }
}
