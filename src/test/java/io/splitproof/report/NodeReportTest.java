package io.splitproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NodeReportTest {
    private static final List<NodeReport.Row> ROWS = List.of(
            new NodeReport.Row(
                    "SET, one at a time, in a second", List.of(70_000.0, 80_000.0, 90_000.0), List.of(72_000.0)),
            new NodeReport.Row("SET, 16 at a time, in a second", List.of(500_000.0), List.of(450_000.0)),
            new NodeReport.Row("bytes of memory for a key of 1000 bytes", List.of(1_024.0), List.of(1_040.0)));

    @Test
    void medianLeastMostAndDifferenceStandInOneRow() {
        assertThat(NodeReport.page(ROWS, "redis 7.0.15", 3))
                .contains("| SET, one at a time, in a second | 80,000 (70,000 to 90,000) | 72,000 | -10.0 % |");
    }

    @Test
    void theDocumentsLimitsAreAnswered() {
        assertThat(NodeReport.page(ROWS, "redis 7.0.15", 3))
                .contains("did 80,000 operations a second with 50 clients")
                .contains("500,000 with 16 requests")
                .contains("4 GiB hold about 4,194,304 such keys");
    }
}
