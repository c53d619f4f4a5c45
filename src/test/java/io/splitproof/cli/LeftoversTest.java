package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.RealTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an interrupted command says of what it started. */
class LeftoversTest {
    private static final RealTime LIMIT = RealTime.ofMillis(300);

    @Test
    void saysThatEverythingIsRemovedWhereTheEngineHasNothing() {
        assertThat(Leftovers.asked(List::of, LIMIT).sentence()).isEqualTo("everything that was started is removed");
    }

    @Test
    void namesWhatTheEngineDidNotRemoveAndWhoWill() {
        assertThat(Leftovers.asked(() -> List.of("splitproof-1f3a-box-1", "splitproof-1f3a"), LIMIT)
                        .sentence())
                .isEqualTo("the container engine did not remove splitproof-1f3a-box-1, splitproof-1f3a;"
                        + " ./splitproof clean removes them");
    }

    @Test
    @Timeout(10)
    void claimsNothingWhereTheEngineNeverAnswers() {
        var never = new CountDownLatch(1);
        assertThat(Leftovers.asked(() -> waited(never), LIMIT).sentence())
                .contains("does not say whether everything that was started is removed", "./splitproof clean");
        never.countDown();
    }

    @Test
    void claimsNothingWhereThereIsNoEngine() {
        assertThat(Leftovers.asked(
                                () -> {
                                    throw new IllegalStateException("no engine answers");
                                },
                                LIMIT)
                        .sentence())
                .contains("does not say", "./splitproof clean");
    }

    private static List<String> waited(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }
}
