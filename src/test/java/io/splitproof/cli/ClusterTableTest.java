package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Result;
import io.splitproof.engine.Usage;
import io.splitproof.trial.ClusterBench.Run;
import io.splitproof.trial.ClusterBench.What;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterTableTest {
    private static final Run SMALL = cut(6, 8, 100, Result.HELD);
    private static final Run LARGE = cut(30, 20, 400, Result.UNKNOWN);

    private static Run cut(int nodes, double seconds, double spread, Result result) {
        var usage = new Usage(3 * nodes, (nodes * 10L) << 20);
        return new Run(
                nodes, What.PARTITION, nodes * 10L, seconds, usage, spread, nodes * 4, result, null, Path.of("target"));
    }

    private static List<String> cells(String table, int line) {
        return List.of(
                table.lines().toList().get(line).replaceAll("^\\| | \\|$", "").split(" \\| ", -1));
    }

    @Test
    void aRowHasTheFiguresOfOneSize() {
        assertThat(cells(ClusterTable.of(List.of(SMALL)), 2))
                .containsExactly("6", "18", "60", "8.0", "60", "24", "100", "HELD", "-");
    }

    @Test
    void severalRunsGiveTheMedianWithItsRangeAndEveryEnding() {
        Run slow = cut(6, 12, 150, Result.HELD);
        Run slowest = cut(6, 13, 150, Result.UNKNOWN);
        assertThat(cells(ClusterTable.of(List.of(SMALL, slow, slowest)), 2))
                .contains("12.0 (8.0 to 13.0)", "150 (100 to 150)", "HELD (2 of 3), UNKNOWN (1 of 3)");
    }

    @Test
    void growthIsTheRatioOfMedians() {
        assertThat(cells(ClusterTable.of(List.of(SMALL, LARGE)), 4))
                .containsExactly("6 to 30: x5.0", "x5.0", "x5.0", "x2.5", "x5.0", "x5.0", "x4.0", "", "");
    }

    @Test
    void whatWasNotMeasuredIsADash() {
        var failed = new Run(
                90, What.CRASH, 900, Double.NaN, null, Double.NaN, 0, Result.UNKNOWN, "box-7 did not start", null);
        String table = ClusterTable.of(List.of(failed));
        assertThat(cells(table, 2)).containsExactly("90", "-", "900", "-", "-", "-", "-", "-", "not converged");
        assertThat(ClusterTable.page(table, List.of(failed))).contains("- box-7 did not start");
        assertThat(ClusterTable.line(failed)).isEqualTo("90 nodes, crash: proxies 900; box-7 did not start");
    }
}
