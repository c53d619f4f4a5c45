package io.splitproof.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Lines as HAProxy 2.6 writes them, with the columns that matter and one beside them. */
class BalancerStatisticsTest {
    private static final String HEAD = "# pxname,svname,qcur,status,check_status,\n";

    private static String table(String... lines) {
        return HEAD + "writes,FRONTEND,,OPEN,,\n" + String.join("\n", lines) + "\nwrites,BACKEND,0,UP,,\n\n";
    }

    @Test
    void aServerThatIsUpTakesConnections() {
        var seen = BalancerStatistics.parse(table(
                "writes,redis-1,0,UP,L7OK,",
                "writes,redis-2,0,DOWN,L7RSP,",
                "reads,redis-1,0,DOWN,L7RSP,",
                "reads,redis-2,0,UP,L7OK,"));
        assertThat(seen.writes()).containsExactly("redis-1");
        assertThat(seen.reads()).containsExactly("redis-2");
        assertThat(seen.checked()).isTrue();
    }

    /** One failed check of two: it still takes connections. One good check of two: it does not yet. */
    @Test
    void aServerOnItsWayDownStillDoes() {
        var seen =
                BalancerStatistics.parse(table("writes,redis-1,0,UP 1/2,* L7TOUT,", "writes,redis-2,0,DOWN 1/2,L7OK,"));
        assertThat(seen.writes()).containsExactly("redis-1");
    }

    @Test
    void twoMastersAreBothThere() {
        var seen = BalancerStatistics.parse(table("writes,redis-1,0,UP,L7OK,", "writes,redis-2,0,UP,L7OK,"));
        assertThat(seen.writes()).containsExactly("redis-1", "redis-2");
    }

    @Test
    void aServerThatWasNotCheckedYetSaysNothing() {
        assertThat(BalancerStatistics.parse(table("writes,redis-1,0,UP,INI,")).checked())
                .isFalse();
        assertThat(BalancerStatistics.parse(table("writes,redis-1,0,UP,,")).checked())
                .isFalse();
        assertThat(BalancerStatistics.parse(table("writes,redis-1,0,UP,* INI,")).checked())
                .isFalse();
    }

    @Test
    void anythingElseIsNoStatistics() {
        assertThatThrownBy(() -> BalancerStatistics.parse("-NOAUTH Authentication required.\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected the statistics of HAProxy");
        assertThatThrownBy(() -> BalancerStatistics.parse("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BalancerStatistics.parse("# pxname,svname,\nwrites,redis-1,\n"))
                .hasMessageContaining("expected a column \"status\"");
    }
}
