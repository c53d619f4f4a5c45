package io.splitproof.checker;

import static io.splitproof.checker.VerdictAssert.held;
import static io.splitproof.checker.VerdictAssert.unknown;
import static io.splitproof.checker.VerdictAssert.violated;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientVerdictsTest {
    private static Objective outage(String client, long millis) {
        return new Objective.OutageWithin(client, Duration.ofMillis(millis));
    }

    private static Objective service(long millis) {
        return new Objective.OutageWithin(null, Duration.ofMillis(millis));
    }

    private static Objective stale(long millis) {
        return new Objective.StalenessWithin(Duration.ofMillis(millis));
    }

    @Test
    void theServicesOutageLastsUntilSomeWriterSucceeds() {
        Outage outage = Story.crash().judge().findings().outages().get().get(0);
        assertThat(outage.client()).isNull();
        assertThat(outage.during()).isEqualTo(new Interval(Story.nanos(4.802), Story.nanos(8.802)));
        assertThat(outage.resolution()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aClientsOutageIsItsOwn() {
        var outages = Story.minorityPartition().judge().findings().outages().get();
        assertThat(Outages.of(outages, "c2").orElseThrow().length()).isEqualTo(Duration.ofSeconds(4));
        assertThat(Outages.of(outages, "c1").orElseThrow().during())
                .isEqualTo(new Interval(Story.nanos(34.952), Story.nanos(36.002)));
        assertThat(outages.get(0).length()).isLessThan(Duration.ofMillis(251));
    }

    @Test
    void theLimitIsComparedWithSlack() {
        held(Story.crash().verdict(service(3_880)), "any writer: 4 s (4.802 s to 8.802 s), resolution 0.1 s");
        violated(Story.crash().verdict(service(3_879)), "slack 0.12 s");
        held(Story.minorityPartition().verdict(outage("c1", 1_000)), "of c1: 1.05 s");
        violated(Story.minorityPartition().verdict(outage("c2", 3_000)));
    }

    @Test
    void aClientIsServedByOneSuccess() {
        violated(Story.crash().verdict(new Objective.NeverServed("c1")), " operations of c1 succeeded");
        unknown(Story.crash().verdict(new Objective.NeverServed("c9")), "c9 tried nothing");
    }

    @Test
    void anOutageThatDidNotEndIsMarked() {
        violated(Story.majorityLost().verdict(service(10_000)), "when the load ended");
    }

    @Test
    void aClientThatDidNotTryProvesNoOutage() {
        var quiet = Story.crash().silent("c1", 5.04, 35).silent("c2", 5.04, 35);
        unknown(quiet.verdict(outage("c1", 5_000)), "nothing was tried for 30.198 s");
    }

    @Test
    void anUnknownClientIsUnknown() {
        unknown(Story.crash().verdict(outage("c9", 1)), "there is no client c9");
    }

    @Test
    void aStallLongerThanTheMarginMakesAnOutageUnknown() {
        var stalled = Story.crash().add(new Event.HarnessStalled(Story.nanos(6), 300_000_000));
        unknown(stalled.verdict(service(3_600)), "The harness stalled for 0.3 s");
        violated(stalled.verdict(service(3_000)));
        held(stalled.verdict(service(5_000)));
        var elsewhere = Story.crash().add(new Event.HarnessStalled(Story.nanos(30), 300_000_000));
        violated(elsewhere.verdict(service(3_600)), "harness lateness 0 s");
    }

    @Test
    void readersWithoutAReadAreUnknown() {
        unknown(Story.crash().verdict(new Objective.MonotonicReads()), "no read succeeded");
        unknown(Story.crash().verdict(stale(1_000)), "no read succeeded");
    }

    private static Objective stops(long millis) {
        return new Objective.WritesStopWithin(Duration.ofMillis(millis));
    }

    @Test
    void writesThatNobodyAcknowledgesHaveStopped() {
        held(Story.majorityLost().verdict(stops(1)), "acknowledged 0 s after the fault", "watched for 35 s");
    }

    @Test
    void theLastAcknowledgementIsComparedWithTheLimitPlusSlack() {
        held(lateWrite().verdict(stops(2_831)), "acknowledged 2.951 s after the fault", "slack 0.12 s");
        violated(lateWrite().verdict(stops(2_830)));
    }

    private static Story lateWrite() {
        return Story.majorityLost().answeredBy("redis-1", 7.951);
    }

    @Test
    void writesThatStopAfterTheHealAloneDidNotStop() {
        violated(Story.minorityPartition().verdict(stops(12_000)), "before the heal");
    }

    @Test
    void aStopIsUnknownIfNobodyTriedOrNobodyWatchedForLonger() {
        unknown(
                Story.majorityLost()
                        .silent("c1", 5.04, 35)
                        .silent("c2", 5.04, 35)
                        .verdict(stops(1_000)),
                "no writer tried");
        unknown(Story.majorityLost().verdict(stops(35_000)), "not beyond the limit");
    }

    private static Story reading(long first, long second) {
        // c2's n-th write is acknowledged at 2.002 + (n - 1) x 0.1 s
        return Story.crash()
                .withReader("r1")
                .read("r1", "c2", first, "redis-2", 3.05)
                .read("r1", "c2", second, "redis-3", 4.05);
    }

    @Test
    void freshReadsHold() {
        held(reading(11, 21).verdict(stale(0)), "0 of 2 reads were stale");
        held(reading(11, 21).verdict(new Objective.MonotonicReads()), "0 of 2");
    }

    @Test
    void aReadThatMissesAcknowledgedWritesIsBehindTheFirstOfThem() {
        ReadFinding finding = reading(11, 16).judge().findings().reads().get().get(1);
        assertThat(finding.node()).isEqualTo("redis-3");
        assertThat(finding.stale()).isEqualTo(1);
        assertThat(finding.worstWrites()).isEqualTo(5);
        assertThat(finding.worstBehind()).isEqualTo(Duration.ofMillis(448));
    }

    @Test
    void stalenessIsComparedWithTheLimitPlusSlack() {
        held(reading(11, 16).verdict(stale(328)), "1 of 2 reads were stale", "r1 on redis-3 at 4.050 s");
        violated(reading(11, 16).verdict(stale(327)), "0.448 s behind");
    }

    @Test
    void aReadOfLessThanBeforeGoesBack() {
        violated(
                reading(11, 10).verdict(new Objective.MonotonicReads()),
                "1 of 2 reads went back",
                "r1 read 10 of ledger:c2 from redis-3 at 4.051 s after 11");
        violated(reading(11, 0).verdict(new Objective.MonotonicReads()));
        held(reading(11, 11).verdict(new Objective.MonotonicReads()));
    }

    @Test
    void aValueThatNobodyWroteIsAPhantomRead() {
        violated(reading(11, 9_999).verdict(new Objective.NoPhantomWrites()), "1 reads of values");
        // c2's 31st write is rejected: not connected
        violated(reading(11, 31).verdict(new Objective.NoPhantomWrites()), "1 reads of values");
        held(reading(11, 21).verdict(new Objective.NoPhantomWrites()));
    }
}
