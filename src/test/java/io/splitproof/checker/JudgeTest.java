package io.splitproof.checker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event;
import io.splitproof.history.Outcome;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Map<Class<?>, Objective> ONE_OF_EACH = Map.ofEntries(
            entry(new Objective.FailoverWithinForecast()),
            entry(new Objective.FailoverWithin(LIMIT)),
            entry(new Objective.NoFailover()),
            entry(new Objective.NoSplitBrain()),
            entry(new Objective.SplitBrainWithinForecast()),
            entry(new Objective.NoLostWrites()),
            entry(new Objective.LostWritesWithinForecast()),
            entry(new Objective.LossWindowWithin(LIMIT)),
            entry(new Objective.OutageWithin(null, LIMIT)),
            entry(new Objective.LostWrites()),
            entry(new Objective.RecoveryPointWithin(LIMIT)),
            entry(new Objective.NoPhantomWrites()),
            entry(new Objective.MonotonicReads()),
            entry(new Objective.StalenessWithin(LIMIT)),
            entry(new Objective.WritesStopWithin(LIMIT)),
            entry(new Objective.ErrorsWithin(null, LIMIT)),
            entry(new Objective.NoLateWrites()),
            entry(new Objective.RefusedBeforeChange("REPLICAOF")),
            entry(new Objective.NeverServed("c1")));

    private static Map.Entry<Class<?>, Objective> entry(Objective objective) {
        return Map.entry(objective.getClass(), objective);
    }

    /** Of experiments on boxes; those of files are judged in VariantVerdictsTest, of applications in RoleVerdictsTest. */
    static List<Class<?>> kinds() {
        var kinds = new ArrayList<Class<?>>(List.of(Objective.class.getPermittedSubclasses()));
        kinds.removeAll(Variations.OBJECTIVES);
        RoleVerdictsTest.all().forEach(o -> kinds.remove(o.getClass()));
        return kinds;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindOfObjectiveIsHandled(Class<?> kind) {
        assertThat(ONE_OF_EACH).containsKey(kind);
        Verdict verdict = Story.minorityPartition()
                .withReader("r1")
                .read("r1", "c2", 11, "redis-2", 3.05)
                .verdict(requireNonNull(ONE_OF_EACH.get(kind)));
        assertThat(verdict.measured()).doesNotContain("checker failed").doesNotContain("unhandled");
        // Without a promotion by hand there is no old primary; OperatorChecksTest has one.
        assertThat(verdict.result() == Result.UNKNOWN).isEqualTo(kind == Objective.NoLateWrites.class);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anEmptyHistoryIsUnknownForEveryKind(Class<?> kind) {
        assertThat(new Story().verdict(requireNonNull(ONE_OF_EACH.get(kind))).result())
                .isEqualTo(Result.UNKNOWN);
    }

    @Test
    void theWorstVerdictIsTheResult() {
        assertThat(Story.crash().judge(new Objective.NoLostWrites()).result()).isEqualTo(Result.HELD);
        assertThat(Story.crash()
                        .judge(new Objective.NoLostWrites(), new Objective.MonotonicReads())
                        .result())
                .isEqualTo(Result.UNKNOWN);
        assertThat(Story.crash()
                        .judge(new Objective.MonotonicReads(), new Objective.NoFailover())
                        .result())
                .isEqualTo(Result.VIOLATED);
    }

    @Test
    void withoutObjectivesAFailedAssumptionIsUnknown() {
        assertThat(Story.crash().judge().result()).isEqualTo(Result.HELD);
        assertThat(new Story().judge().result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void aCheckerThatThrowsIsUnknownAndNeverHeld() {
        var broken = Story.crash()
                .edit(
                        Event.SettingsRead.class,
                        s -> s.group() != null,
                        s -> new Event.SettingsRead(s.atNanos(), s.node(), s.group(), Map.of("quorum", "two")));
        Verdict verdict = broken.verdict(new Objective.FailoverWithinForecast());
        assertThat(verdict.result()).isEqualTo(Result.UNKNOWN);
        assertThat(verdict.measured()).contains("checker failed", "two");
        assertThat(broken.verdict(new Objective.NoLostWrites()).result()).isEqualTo(Result.HELD);
    }

    @Test
    void anEmptyTopologyIsUnknownAndNeverHeld() {
        Evidence story = Story.crash().evidence();
        var bare = new Evidence(
                new Topology(List.of(), List.of(), List.of()), story.clients(), story.schedule(), story.history());
        assertThat(Judge.judge(bare, List.of(new Objective.NoLostWrites()), null)
                        .result())
                .isEqualTo(Result.UNKNOWN);
    }

    @Test
    void settingsThatWereNotReadLeaveTheForecastUnknown() {
        var unread = Story.crash().without(Event.SettingsRead.class);
        assertThat(unread.verdict(new Objective.FailoverWithinForecast()).measured())
                .contains("a forecast needs SENTINEL MASTER mymaster");
    }

    private static Claim.Finding finding(Story story, List<Objective> confirmed, List<Objective> bounded) {
        var judged = Judge.judge(story.evidence(), List.of(), new Claim("the claim", confirmed, bounded));
        ClaimFinding claim = requireNonNull(judged.claim());
        assertThat(judged.result()).isEqualTo(Result.HELD);
        return claim.finding();
    }

    @Test
    void aClaimIsConfirmedIfAllItsConditionsHold() {
        assertThat(finding(
                        Story.crash(), List.of(new Objective.NoLostWrites(), new Objective.NoSplitBrain()), List.of()))
                .isEqualTo(Claim.Finding.CONFIRMED);
    }

    @Test
    void aClaimIsRefutedWithoutEverFailingTheRun() {
        assertThat(finding(Story.minorityPartition(), List.of(new Objective.NoLostWrites()), List.of()))
                .isEqualTo(Claim.Finding.REFUTED);
    }

    @Test
    void aClaimIsConfirmedWithABoundIfOnlyTheWeakerConditionsHold() {
        List<Objective> strict = List.of(new Objective.LossWindowWithin(Duration.ofSeconds(10)));
        List<Objective> weak = List.of(new Objective.LossWindowWithin(Duration.ofSeconds(12)));
        var late = Story.lagLimited();
        late.edit(
                Event.Completed.class,
                c -> c.atNanos() > Story.nanos(15.4)
                        && c.atNanos() < Story.nanos(15.6)
                        && c.outcome() instanceof Outcome.Fail,
                c -> new Event.Completed(c.atNanos(), c.op(), new Outcome.Ok(null, "redis-1")));
        assertThat(finding(late, strict, weak)).isEqualTo(Claim.Finding.CONFIRMED_WITH_A_BOUND);
        assertThat(finding(late, strict, strict)).isEqualTo(Claim.Finding.REFUTED);
    }

    @Test
    void aClaimThatCannotBeMeasuredIsUnknown() {
        assertThat(finding(Story.crash(), List.of(new Objective.MonotonicReads()), List.of()))
                .isEqualTo(Claim.Finding.UNKNOWN);
        assertThat(finding(Story.crash(), List.of(), List.of())).isEqualTo(Claim.Finding.UNKNOWN);
    }
}
