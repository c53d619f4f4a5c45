package io.splitproof.checker;

import static io.splitproof.checker.VerdictAssert.held;
import static io.splitproof.checker.VerdictAssert.unknown;
import static io.splitproof.checker.VerdictAssert.violated;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.forecast.Bounds;
import io.splitproof.history.Event;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a group outside a Cluster held is imported into it, with and without its writers being stopped. */
class ImportsTest {
    private static final Objective LATE = new Objective.NoLateWrites();
    private static final Objective NONE_LOST = new Objective.NoLostWrites();
    private static final Objective AS_FORECAST = new Objective.LostWritesWithinForecast();

    private static Bounds forecast(ClusterStory story) {
        return story.shard(1).forecast().get().loss().bounds();
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Story.nanos(seconds));
    }

    @Test
    void whereWritesWereStoppedBeforeNothingIsLostAndNothingIsLate() {
        held(ClusterStory.imported(true).verdict(NONE_LOST));
        held(ClusterStory.imported(true).verdict(AS_FORECAST), "refused writes before the import");
        held(ClusterStory.imported(true).verdict(LATE), "acknowledged 0 writes", "imported at 5.700 s");
        assertThat(forecast(ClusterStory.imported(true))).isEqualTo(Bounds.ZERO);
    }

    @Test
    void whatTheOldPrimaryAcknowledgesUntilItsClientIsPointedAtTheClusterIsLostWithinItsBounds() {
        violated(ClusterStory.imported(false).verdict(NONE_LOST), "9 of ");
        held(ClusterStory.imported(false).verdict(AS_FORECAST), "nothing carries over");
        assertThat(forecast(ClusterStory.imported(false))).isEqualTo(new Bounds(seconds(0.8), seconds(0.9)));
    }

    @Test
    void writesThatBeginOutsideOnceTheImportIsDoneAreLate() {
        violated(ClusterStory.imported(false).verdict(LATE), "acknowledged 3 writes that began after");
    }

    @Test
    void aLossThatBeginsBeforeTheImportContradictsTheForecast() {
        var story = ClusterStory.imported(false)
                .edit(
                        Event.FinalRead.class,
                        r -> r.node().equals("redis-1") && !r.values().isEmpty(),
                        r -> new Event.FinalRead(
                                r.atNanos(),
                                r.node(),
                                r.role(),
                                r.key(),
                                r.values().subList(5, r.values().size()),
                                r.foreign()));
        violated(story.verdict(AS_FORECAST), "older than replication's lag explains");
    }

    @Test
    void aLossThatOughtToBeAndIsNotContradictsTheForecast() {
        violated(ClusterStory.imported(false).copiedLater().verdict(AS_FORECAST), "0 of");
    }

    @Test
    void theOtherShardHasNoPartInIt() {
        assertThat(ClusterStory.imported(false).shard(2).forecast().get().loss().isPossible())
                .isFalse();
    }

    @Test
    void anImportThatDidNotSucceedMakesEveryVerdictUnknown() {
        var story = ClusterStory.imported(true)
                .without(e -> e instanceof Event.StepDone s && s.step().equals("s2"))
                .add(new Event.StepFailed(Story.nanos(5.7), "s2", "1 of the 2 keys of redis-7 are not in the Cluster"));
        unknown(story.verdict(NONE_LOST), "1 of the 2 keys of redis-7 are not in the Cluster");
    }

    @Test
    void theGroupOutsideMustBeHealthyBeforeIsItNotNobodyCanTell() {
        var story = ClusterStory.imported(true)
                .add(new Event.RoleSeen(Story.nanos(3), "redis-7", "slave", "127.0.0.8:6379", "connected", 0));
        unknown(story.verdict(NONE_LOST), "redis-7 should be the primary of mymaster");
    }
}
