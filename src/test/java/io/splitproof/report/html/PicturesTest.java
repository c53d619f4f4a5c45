package io.splitproof.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event.VipHeld;
import io.splitproof.report.html.PageData.ClientLane;
import io.splitproof.report.html.PageData.NodeLane;
import io.splitproof.report.html.PageData.Span;
import io.splitproof.trial.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn adds up to what was judged. */
class PicturesTest {
    @TempDir
    private Path directory = Path.of("");

    private Outcome outcome(String run) {
        return new RecordedPages(directory).judged(run);
    }

    private static PageData drawn(Outcome outcome) {
        return new Pictures(outcome.evidence(), outcome.judgement().findings()).data("");
    }

    private static long inLanes(PageData data, Function<NodeLane, List<Span>> spans) {
        return data.nodes().stream()
                .flatMap(n -> spans.apply(n).stream())
                .mapToLong(Span::count)
                .sum();
    }

    private static long inBins(PageData data, Function<ClientLane, List<Integer>> counts) {
        return data.clients().stream()
                .flatMap(c -> counts.apply(c).stream())
                .mapToLong(i -> i)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-gate", "lag-limited", "crash", "cluster-minority", "vip-two-holders"})
    void lanesAndBinsHoldEveryWriteOnce(String run) {
        Outcome outcome = outcome(run);
        var total = outcome.judgement().findings().writes().get().total();
        PageData data = drawn(outcome);
        assertThat(inLanes(data, NodeLane::acknowledged)).isEqualTo(total.acknowledged());
        assertThat(inBins(data, ClientLane::ok)).isEqualTo(total.acknowledged());
        assertThat(inLanes(data, NodeLane::lost)).isEqualTo(total.lost());
        assertThat(inBins(data, ClientLane::lost)).isEqualTo(total.lost());
        assertThat(inBins(data, ClientLane::rejected)).isEqualTo(total.rejected() + total.phantom());
    }

    @Test
    void aRoleLastsUntilTheNextOne() {
        PageData data = drawn(outcome("crash"));
        List<Span> roles = data.nodes().get(0).roles();
        assertThat(roles).extracting(Span::name).containsExactly("primary", "unreachable");
        assertThat(roles.get(0).to()).isEqualTo(roles.get(1).from());
        assertThat(roles.get(1).to()).isEqualTo(data.to());
    }

    @Test
    void aGateThatIsShutIsARefusalAndAReplicaIsNone() {
        PageData data = drawn(outcome("lag-limited"));
        assertThat(data.nodes().get(0).refused()).extracting(Span::name).containsExactly("NOREPLICAS");
        assertThat(data.nodes().get(1).refused()).isEmpty();
    }

    @Test
    void theVirtualIpIsWithWhomTheKernelsAnnouncedFromThenOn() {
        Outcome outcome = outcome("vip-two-holders");
        PageData data = drawn(outcome);
        // Both boxes are asked at first; what they announce after that are the changes.
        double[] changes = outcome.history()
                .of(VipHeld.class)
                .skip(1)
                .mapToDouble(h -> PageData.seconds(h.atNanos()))
                .toArray();
        assertThat(changes).hasSize(3);
        assertThat(data.virtualIp())
                .containsExactly(
                        new Span(changes[0], changes[1], "held", "box-1", 0),
                        new Span(changes[1], changes[2], "several", "box-1 and box-2", 0),
                        new Span(changes[2], data.to(), "held", "box-1", 0));
        assertThat(drawn(outcome("no-gate")).virtualIp()).isEmpty();
    }

    @Test
    void linksChangeWithFaultAndHeal() {
        PageData data = drawn(outcome("no-gate"));
        assertThat(data.links().times()).hasSize(3);
        assertThat(data.links().times().get(1).broken())
                .hasSize(10)
                .allMatch(s -> s.state().equals("cut"));
        assertThat(data.links().times().get(1).from())
                .isEqualTo(data.faults().get(0).from());
    }
}
