package io.splitproof.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.Step;
import io.splitproof.history.Event;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** redis-1 of example 2 is primary at boot; an operator promotes redis-3, and Sentinels announce redis-2. */
class PrimariesTest {
    private static Story story() {
        return Story.quiet();
    }

    private static Story promoted(Story story, double seconds) {
        var step = new ScheduledStep("s1", Duration.ofSeconds(1), new Step.Promote("redis-3"));
        return story.planned(step)
                .add(new Event.StepStarted(
                        Story.nanos(seconds - 0.1), "s1", step.step().describe()))
                .add(new Event.StepDone(Story.nanos(seconds), "s1", "OK"));
    }

    private static Story announced(Story story, double seconds) {
        return story.add(new Event.SentinelSaid(
                Story.nanos(seconds), "sentinel-2", "+switch-master", "mymaster 127.0.0.1 6379 127.0.0.2 6379"));
    }

    private static String at(Story story, double seconds) {
        Evidence evidence = story.evidence();
        return Primaries.at(evidence, Groups.of(evidence.topology()).get(0), Story.nanos(seconds));
    }

    @Test
    void theOneAtBootIsPrimaryUntilSomethingChangesIt() {
        assertThat(at(story(), 10)).isEqualTo("redis-1");
        assertThat(at(announced(promoted(story(), 8), 9), 7)).isEqualTo("redis-1");
    }

    @Test
    void whatSentinelsAnnounceAfterAPromotionCounts() {
        var story = announced(promoted(story(), 8), 9);
        assertThat(at(story, 8.5)).isEqualTo("redis-3");
        assertThat(at(story, 10)).isEqualTo("redis-2");
    }

    @Test
    void aPromotionAfterWhatSentinelsAnnouncedCounts() {
        assertThat(at(promoted(announced(story(), 7), 8), 10)).isEqualTo("redis-3");
    }
}
