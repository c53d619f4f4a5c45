package io.splitproof.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.splitproof.history.RealTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
    @Test
    void nothingMissingEndsTheWaitAtOnce() throws InterruptedException {
        assertThat(Await.nothingMissing("it", RealTime.ofSeconds(30), Optional::empty))
                .isEmpty();
    }

    @Test
    void whatIsMissingIsAskedForUntilItIsThere() throws InterruptedException {
        var asked = new AtomicInteger();
        assertThat(Await.nothingMissing(
                        "it",
                        RealTime.ofSeconds(30),
                        () -> asked.incrementAndGet() < 3 ? Optional.of("a link") : Optional.empty()))
                .isEmpty();
        assertThat(asked).hasValue(3);
    }

    @Test
    void theLimitTellsWhatWasStillMissing() throws InterruptedException {
        assertThat(Await.nothingMissing("it", RealTime.ofMillis(100), () -> Optional.of("redis-3's link is down")))
                .contains("redis-3's link is down");
    }

    @Test
    void anInterruptEndsTheWait() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> Await.nothingMissing("it", RealTime.ofSeconds(30), () -> Optional.of("all")));
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aProbeThatBreaksEndsTheWait() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Await.nothingMissing("it", RealTime.ofSeconds(30), () -> {
                    throw new IllegalStateException("the probe broke");
                }));
    }
}
