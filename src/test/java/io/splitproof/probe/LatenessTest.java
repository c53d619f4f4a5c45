package io.splitproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Clock;
import io.splitproof.history.Event;
import io.splitproof.history.Event.NodeLate;
import io.splitproof.history.RealTime;
import io.splitproof.probe.Lateness.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatenessTest {
    private final List<Event> events = new ArrayList<>();
    private final ClockByHand time = new ClockByHand();
    private final Lateness lateness = new Lateness("redis-2", time, events::add);

    /** A clock that is set by hand. */
    private static final class ClockByHand implements Clock {
        private long millis;

        @Override
        public long nanos() {
            return millis * 1_000_000;
        }

        @Override
        public RealTime real(Duration scenario) {
            return new RealTime(scenario);
        }
    }

    private void ask(Ending ending, int millis) {
        lateness.measure(() -> {
            time.millis += millis;
            return ending;
        });
    }

    @Test
    void anAnswerInTimeIsNotRecorded() {
        ask(Ending.ANSWERED, 5);
        ask(Ending.ANSWERED, 100);
        assertThat(events).isEmpty();
    }

    @Test
    void aLateAnswerIsRecordedWithItsLateness() {
        ask(Ending.ANSWERED, 5);
        ask(Ending.ANSWERED, 300);
        assertThat(events).containsExactly(new NodeLate(305_000_000, "redis-2", 300_000_000));
    }

    @Test
    void openingAConnectionMayTakeLong() {
        ask(Ending.ANSWERED, 900);
        ask(Ending.UNREACHABLE, 900);
        ask(Ending.ANSWERED, 900);
        assertThat(events).isEmpty();
    }

    @Test
    void silenceLastsFromTheFirstQuestionToTheNextAnswer() {
        ask(Ending.ANSWERED, 5);
        ask(Ending.SILENT, 1_000);
        ask(Ending.SILENT, 1_000);
        ask(Ending.ANSWERED, 10);
        assertThat(events).containsExactly(new NodeLate(2_015_000_000, "redis-2", 2_010_000_000));
    }

    @Test
    void aNodeThatIsGoneAfterItsSilenceIsNotLate() {
        ask(Ending.ANSWERED, 5);
        ask(Ending.SILENT, 1_000);
        ask(Ending.UNREACHABLE, 5);
        ask(Ending.ANSWERED, 5);
        assertThat(events).isEmpty();
    }
}
