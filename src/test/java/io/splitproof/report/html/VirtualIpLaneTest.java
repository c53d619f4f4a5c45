package io.splitproof.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Holding;
import io.splitproof.report.html.PageData.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualIpLaneTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void theAddressIsWithABoxUntilTheNextChangeAndTheLastUntilTheEnd() {
        var lane = VirtualIpLane.of(
                List.of(
                        new Holding(SECOND, List.of("box-1")),
                        new Holding(5 * SECOND, List.of()),
                        new Holding(6 * SECOND, List.of("box-2")),
                        new Holding(8 * SECOND, List.of("box-1", "box-2"))),
                9 * SECOND);
        assertThat(lane)
                .containsExactly(
                        new Span(1, 5, "held", "box-1", 0),
                        new Span(5, 6, "nobody", "nobody", 0),
                        new Span(6, 8, "held", "box-2", 0),
                        new Span(8, 9, "several", "box-1 and box-2", 0));
    }

    @Test
    void withoutAVirtualIpThereIsNoLane() {
        assertThat(VirtualIpLane.of(List.of(), SECOND)).isEmpty();
    }
}
