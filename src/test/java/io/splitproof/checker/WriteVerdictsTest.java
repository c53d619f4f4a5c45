package io.splitproof.checker;

import static io.splitproof.checker.VerdictAssert.held;
import static io.splitproof.checker.VerdictAssert.unknown;
import static io.splitproof.checker.VerdictAssert.violated;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event;
import io.splitproof.history.Outcome;
import io.splitproof.history.Range;
import io.splitproof.history.WriteAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WriteVerdictsTest {
    private static final Objective NONE = new Objective.NoLostWrites();
    private static final Objective FORECAST = new Objective.LostWritesWithinForecast();
    private static final Objective PHANTOMS = new Objective.NoPhantomWrites();

    private static WriteAccounts accounts(Story story) {
        return story.judge().findings().writes().get();
    }

    private static Cells cells(Story story, String writer) {
        return Objects.requireNonNull(accounts(story).writers().get(writer));
    }

    @Test
    void acknowledgedIsSurvivedAndLostForEveryWriter() {
        WriteAccounts accounts = accounts(Story.minorityPartition());
        // c1: 29 before the fault and 40 after its return survive; 300 on the cut-off primary do not
        Cells c1 = Objects.requireNonNull(accounts.writers().get("c1"));
        assertThat(c1.survived()).isEqualTo(69);
        assertThat(c1.lost()).isEqualTo(300);
        assertThat(c1.acknowledged()).isEqualTo(369);
        assertThat(c1.vanished()).isEqualTo(1);
        Cells c2 = Objects.requireNonNull(accounts.writers().get("c2"));
        assertThat(c2.lost()).isZero();
        assertThat(c2.acknowledged()).isEqualTo(c2.survived());
        assertThat(accounts.total().acknowledged()).isEqualTo(c1.acknowledged() + c2.acknowledged());
    }

    @Test
    void countsLossForEachAcknowledgingNode() {
        assertThat(accounts(Story.minorityPartition()).nodes())
                .containsEntry("redis-1", new WriteAccounts.NodeAccount(358, 300))
                .hasEntrySatisfying("redis-2", n -> assertThat(n.lost()).isZero());
    }

    @Test
    void placesTheLossWindowAgainstFaultAndHeal() {
        LossWindow window = accounts(Story.minorityPartition()).windows().get(0);
        assertThat(window.lost()).isEqualTo(300);
        assertThat(window.firstNanos()).isEqualTo(Story.nanos(5.052));
        assertThat(window.beforeFault()).isZero();
        assertThat(window.duringFault()).isEqualTo(200);
        assertThat(window.afterHeal()).isEqualTo(100);
    }

    @Test
    void joinsConsecutiveLostWritesIntoRuns() {
        WriteAccounts accounts = accounts(Story.minorityPartition());
        assertThat(accounts.runCount()).isEqualTo(1);
        assertThat(accounts.runs().get(0).values()).isEqualTo(new Range(30, 329));
        assertThat(accounts(Story.crash().dropped("c1", 3).dropped("c1", 4).dropped("c1", 9))
                        .runs())
                .extracting(LostRun::values)
                .containsExactly(new Range(3, 4), new Range(9, 9));
    }

    @Test
    void nothingLostHoldsWithTheBoundOfThreeOverN() {
        held(Story.crash().verdict(NONE), "0 of 682 acknowledged writes", "below 0.440 %");
        held(Story.quiet().verdict(NONE), "0 of 758");
    }

    @Test
    void oneDroppedAcknowledgedWriteIsLost() {
        violated(
                Story.crash().dropped("c1", 7).verdict(NONE),
                "1 of 682 acknowledged writes are lost (between 1 and 3 with the indeterminate ones that vanished)",
                "c1's write 7, acknowledged by redis-1 at 2.602 s",
                "replication is asynchronous");
    }

    @Test
    void anIndeterminateWriteThatIsAbsentIsNotLost() {
        Cells c1 = cells(Story.crash(), "c1");
        assertThat(c1.vanished()).isEqualTo(1);
        assertThat(c1.lost()).isZero();
    }

    @Test
    void anIndeterminateWriteThatIsPresentIsRecoveredAndNoPhantom() {
        var story = Story.crash().appended("c1", 30);
        assertThat(cells(story, "c1").recovered()).isEqualTo(1);
        held(story.verdict(PHANTOMS), "0 phantoms", "0 out of order");
    }

    @Test
    void anOpenWriteIsIndeterminate() {
        var story = Story.crash();
        story.write("c1", 39.95, 0, null);
        assertThat(cells(story, "c1").vanished()).isEqualTo(2);
        held(story.verdict(NONE));
    }

    @Test
    void aRejectedWriteThatIsPresentIsAPhantom() {
        var story = Story.crash().appended("c1", 31);
        assertThat(cells(story, "c1").phantom()).isEqualTo(1);
        violated(story.verdict(PHANTOMS), "1 phantom,");
    }

    @Test
    void aValueThatNobodyWroteIsAPhantom() {
        violated(Story.crash().appended("c1", 100_000).verdict(PHANTOMS), "1 phantom,");
        var foreign = Story.crash()
                .edit(
                        Event.FinalRead.class,
                        r -> r.key().equals("ledger:c1"),
                        r -> new Event.FinalRead(r.atNanos(), r.node(), r.role(), r.key(), r.values(), List.of("x")));
        violated(foreign.verdict(PHANTOMS), "1 phantom,");
    }

    @Test
    void aSecondCopyIsADuplicate() {
        violated(Story.crash().appended("c1", 7).verdict(PHANTOMS), "1 duplicate,", "0 phantoms", "0 out of order");
    }

    @Test
    void acknowledgedWritesOutOfOrderAreReordered() {
        var swapped = Story.crash().ledger("c1", values -> {
            var list = new ArrayList<>(values);
            Collections.swap(list, 3, 4);
            return List.copyOf(list);
        });
        violated(swapped.verdict(PHANTOMS), "1 out of order");
        held(swapped.verdict(NONE));
    }

    @Test
    void aValueThatComesBackIsResurrected() {
        var story = Story.crash();
        story.add(new Event.FinalRead(
                Story.nanos(41.15), "redis-2", "master", "ledger:c1", List.of(new Range(2, 400)), List.of()));
        violated(story.verdict(PHANTOMS), "1 resurrected");
    }

    @Test
    void aLedgerThatNobodyReadIsUnknown() {
        var unread = Story.crash()
                .without(e -> e instanceof Event.FinalRead r && r.key().equals("ledger:c1"));
        unknown(unread.verdict(NONE), "no final read of ledger:c1 from redis-2");
        assertThat(cells(unread, "c1").neverRead()).isEqualTo(341);
    }

    @Test
    void twoMastersAfterTheRecoveryAreUnknown() {
        var two = Story.crash()
                .without(Event.RoleSeen.class)
                .edit(
                        Event.FinalRead.class,
                        r -> true,
                        r -> new Event.FinalRead(r.atNanos(), r.node(), "master", r.key(), r.values(), r.foreign()));
        unknown(two.verdict(NONE), "redis-2 and redis-3 both say master");
    }

    @Test
    void theReplicasDecideBetweenTwoMasters() {
        var two = Story.minorityPartition()
                .edit(
                        Event.FinalRead.class,
                        r -> r.node().equals("redis-1"),
                        r -> new Event.FinalRead(r.atNanos(), r.node(), "master", r.key(), List.of(), r.foreign()));
        assertThat(two.judge().findings().authorities().get().get(0).node()).isEqualTo("redis-2");
    }

    @Test
    void anEmptyHistoryIsUnknown() {
        unknown(new Story().verdict(NONE));
        unknown(new Story().verdict(FORECAST));
        unknown(new Story().verdict(PHANTOMS));
    }

    @Test
    void expectedLossInsideItsWindowHolds() {
        held(Story.minorityPartition().verdict(FORECAST), "300 of ", "the last 29.952 s", "Forecast: 30 s to 32 s");
    }

    @Test
    void expectedLossThatIsNotSeenIsViolated() {
        var saved = Story.minorityPartition().ledger("c1", values -> List.of(new Range(1, 329), new Range(333, 372)));
        violated(saved.verdict(FORECAST), "0 of ", "Forecast: 30 s to 32 s");
    }

    @Test
    void lossThatOutlastsTheForecastIsViolated() {
        var story = Story.minorityPartition();
        violated(story.dropped("c1", story.last("c1") - 2).verdict(FORECAST), "the last 34");
    }

    @Test
    void lossThatEndsTooEarlyIsViolated() {
        var partly = Story.minorityPartition()
                .ledger("c1", values -> List.of(new Range(1, 29), new Range(100, 329), new Range(333, 372)));
        violated(partly.verdict(FORECAST), "the last 6.952 s");
    }

    @Test
    void lossThatEndsTooEarlyIsUnknownIfItsClientLeft() {
        var partly = Story.minorityPartition()
                .ledger("c1", values -> List.of(new Range(1, 29), new Range(100, 329), new Range(333, 372)))
                .add(new Event.ClientDisconnected(Story.nanos(12.1), "c1", "redis-1", "no reply within 0.5 s"));
        unknown(
                partly.verdict(FORECAST),
                "the last 6.952 s",
                "c1 left redis-1 by itself at 12.100 s (no reply within 0.5 s)");
    }

    @Test
    void lossLongBeforeTheFaultIsViolated() {
        violated(Story.crash().dropped("c1", 7).verdict(FORECAST), "older than replication's lag explains");
        held(Story.crash().dropped("c1", 28).verdict(FORECAST), "1 before it");
    }

    @Test
    void aCrashThatLosesNothingHolds() {
        held(Story.crash().verdict(FORECAST), "0 of 682", "a dead primary acknowledges nothing");
    }

    @Test
    void lossBehindTheGateLiesWithinTheLagPlusTwo() {
        held(Story.lagLimited().verdict(FORECAST), "the last 10.", "Forecast: 9 s to 12 s");
        held(Story.lagLimited().verdict(new Objective.LossWindowWithin(Duration.ofSeconds(12))), "Limit 12 s, slack");
    }

    @Test
    void theLossWindowIsComparedWithTheLimitPlusSlack() {
        // the last lost write is acknowledged 10.252 s after the fault; slack is 0.12 s
        held(Story.lagLimited().verdict(new Objective.LossWindowWithin(Duration.ofMillis(10_132))));
        violated(Story.lagLimited().verdict(new Objective.LossWindowWithin(Duration.ofMillis(10_131))));
    }

    @Test
    void aGateThatClosesTooEarlyTestedAClosedConnection() {
        var closed = Story.lagLimited()
                .edit(
                        Event.WriteProbed.class,
                        p -> p.answer() == WriteAnswer.NOREPLICAS,
                        p -> new Event.WriteProbed(Story.nanos(5.3), p.node(), p.answer(), Story.nanos(5.29)));
        unknown(closed.verdict(FORECAST), "earlier than L - 1 = 9 s", "a closed connection");
        unknown(closed.verdict(new Objective.LossWindowWithin(Duration.ofSeconds(12))), "a closed connection");
    }

    @Test
    void aGateThatWasNeverSeenToCloseIsUnknown() {
        var open = Story.lagLimited()
                .without(e -> e instanceof Event.WriteProbed p && p.answer() == WriteAnswer.NOREPLICAS);
        unknown(open.verdict(FORECAST), "never saw redis-1 answer NOREPLICAS");
    }

    @Test
    void aGateThatClosesExactlyAtLagMinusOneCounts() {
        var exact = Story.lagLimited()
                .edit(
                        Event.WriteProbed.class,
                        p -> p.answer() == WriteAnswer.NOREPLICAS,
                        p -> new Event.WriteProbed(Story.nanos(14), p.node(), p.answer(), Story.nanos(13.99)));
        held(exact.verdict(FORECAST));
    }

    @Test
    void aDoubtedFaultMakesTheWindowUnknown() {
        var doubted = Story.lagLimited().add(new Event.FaultDoubted(Story.nanos(6), "f1", "redis-2 still saw bytes"));
        unknown(doubted.verdict(new Objective.LossWindowWithin(Duration.ofSeconds(12))), "redis-2 still saw bytes");
    }

    @Test
    void aStallLongerThanTheMarginMakesTheWindowUnknown() {
        var stalled = Story.lagLimited().add(new Event.HarnessStalled(Story.nanos(9), 400_000_000));
        unknown(stalled.verdict(new Objective.LossWindowWithin(Duration.ofMillis(9_800))), "The harness stalled");
        held(stalled.verdict(new Objective.LossWindowWithin(Duration.ofSeconds(12))));
    }

    @Test
    void anIndeterminateAnswerIsNeverAnAcknowledgement() {
        var story = Story.minorityPartition()
                .edit(
                        Event.Completed.class,
                        c -> lost(c),
                        c -> new Event.Completed(c.atNanos(), c.op(), new Outcome.Info("timeout", "redis-1")));
        held(story.verdict(NONE));
        assertThat(cells(story, "c1").vanished()).isEqualTo(301);
    }

    private static boolean lost(Event.Completed completed) {
        return completed.outcome() instanceof Outcome.Ok ok
                && "redis-1".equals(ok.node())
                && completed.atNanos() > Story.nanos(5);
    }

    @Test
    void aWriteThatWaitedForAReplicaAndIsLostOnACutOffPrimaryContradictsTheForecast() {
        held(Story.minorityPartition().verdict(FORECAST));
        violated(
                Story.minorityPartition().waitingFor("c1", 1).verdict(FORECAST),
                "c1's writes 30 to 329",
                "no write of c1 is acknowledged after it");
        held(Story.minorityPartition().waitingFor("c2", 1).verdict(FORECAST));
    }
}
