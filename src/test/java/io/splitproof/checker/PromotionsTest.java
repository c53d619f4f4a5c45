package io.splitproof.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.Step;
import io.splitproof.forecast.Promotion;
import io.splitproof.history.Event;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** redis-3 is promoted at 8 s in example 2; every other step of an operator takes 0.1 s. */
class PromotionsTest {
    private static final Step STOP = new Step.StopWrites("redis-1");
    private static final Step RESUME = new Step.ResumeWrites("redis-1");
    private static final Step PROMOTE = new Step.Promote("redis-3");

    private record At(double seconds, Step step) {}

    private static Promotion promotion(At... steps) {
        Story story = Story.quiet();
        int number = 0;
        for (At at : steps) {
            String id = "s" + ++number;
            story.planned(new ScheduledStep(id, Duration.ofSeconds(1), at.step()))
                    .add(new Event.StepStarted(
                            Story.nanos(at.seconds()), id, at.step().describe()))
                    .add(new Event.StepDone(Story.nanos(at.seconds() + 0.1), id, "OK"));
        }
        Evidence evidence = story.evidence();
        EpisodeFinding finding =
                new Examination(evidence).findings().episodes().get().get(0);
        return new Promotions(evidence, finding.episode())
                .of(finding.failover().switchovers().get(0));
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void nobodyStopsAPrimaryThatNoStepNames() {
        var promotion = promotion(new At(8, PROMOTE));
        assertThat(promotion).isEqualTo(new Promotion("redis-3", Duration.ZERO, null));
    }

    @Test
    void aPrimaryThatRefusesWritesBeforeIsStoppedBefore() {
        assertThat(promotion(new At(7, STOP), new At(8, PROMOTE)).oldStopped()).isEqualTo(ms(-900));
    }

    @Test
    void oneThatAcceptsThemAgainIsNot() {
        assertThat(promotion(new At(6, STOP), new At(7, RESUME), new At(8, PROMOTE))
                        .oldStopped())
                .isNull();
    }

    @Test
    void theFirstStepThatStopsItCounts() {
        var retire = new Step.Retire(List.of("redis-2", "redis-1"));
        assertThat(promotion(new At(8, PROMOTE), new At(9, STOP), new At(10, retire))
                        .oldStopped())
                .isEqualTo(ms(1_100));
        assertThat(promotion(new At(8, PROMOTE), new At(10, retire)).oldStopped())
                .isEqualTo(ms(2_100));
        assertThat(promotion(new At(8, PROMOTE), new At(11, new Step.Replicate("redis-1", "redis-3")))
                        .oldStopped())
                .isEqualTo(ms(3_100));
    }

    @Test
    void aNewPrimaryThatIsRetiredIsGivenUp() {
        var promotion = promotion(new At(8, PROMOTE), new At(12, new Step.Retire(List.of("redis-3"))));
        assertThat(promotion.givenUp()).isEqualTo(ms(4_100));
    }

    @Test
    void oneWhoseDataWentBackByReplicationIsNot() {
        var promotion = promotion(
                new At(8, PROMOTE),
                new At(10, new Step.Promote("redis-1")),
                new At(12, new Step.Retire(List.of("redis-3"))));
        assertThat(promotion.givenUp()).isNull();
    }

    /** It was a replica at boot, so that nobody had to see it join. */
    @Test
    void aReplicaFromTheStartIsNotEmpty() {
        assertThat(promotion(new At(7, new Step.Replicate("redis-3", "redis-1")), new At(8, PROMOTE))
                        .empty())
                .isFalse();
    }
}
