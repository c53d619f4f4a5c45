package io.splitproof.checker;

import static io.splitproof.checker.VerdictAssert.held;
import static io.splitproof.checker.VerdictAssert.violated;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event;
import io.splitproof.history.History;
import io.splitproof.history.Outcome;
import io.splitproof.history.Range;
import io.splitproof.topology.Address;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Example 2's minority partition as one group of two: c1 and c2 use it, c3 uses another group that nothing hits. */
class TwoGroupsTest {
    private final Story story = Story.minorityPartition();

    private Evidence evidence(List<Range> ofC3) {
        Evidence one = story.evidence();
        var nodes = new ArrayList<>(one.topology().nodes());
        nodes.add(new Node("redis-4", NodeKind.REDIS, "box-2", Address.parse("127.0.0.2:6380"), null, Map.of()));
        var topology = new Topology(
                one.topology().boxes(),
                nodes,
                List.of(
                        new Group("cart", "redis-4", List.of(), 2, List.of("c3")),
                        new Group("mymaster", "redis-1", List.of("redis-2", "redis-3"), 2, List.of("c1", "c2"))));
        var clients = new ArrayList<>(one.clients());
        clients.add(Story.writer("c3", "sentinel-2"));
        return new Evidence(topology, clients, one.schedule(), new History(events(one, ofC3)));
    }

    /** c3 writes to redis-4 all the time; every node is asked for its ledger, and the others do not have it. */
    private List<Event> events(Evidence one, List<Range> ofC3) {
        for (double at = 2; at < Story.LOAD_END; at += 0.1) {
            story.write("c3", at, at + 0.002, new Outcome.Ok(null, "redis-4"));
        }
        story.role(1, "redis-4", "master", null, null);
        for (String sentinel : List.of("sentinel-1", "sentinel-2", "sentinel-3")) {
            story.add(new Event.SettingsRead(Story.nanos(1), sentinel, "cart", settings(one)));
        }
        for (String node : List.of("redis-1", "redis-2", "redis-3", "redis-4")) {
            boolean own = node.equals("redis-4");
            String role = own || node.equals("redis-2") ? "master" : "slave";
            story.add(read(node, role, "c3", own ? ofC3 : List.of()));
        }
        story.add(read("redis-4", "master", "c1", List.of()));
        story.add(read("redis-4", "master", "c2", List.of()));
        return story.evidence().history().events();
    }

    private static Map<String, String> settings(Evidence one) {
        return one.history()
                .of(Event.SettingsRead.class)
                .filter(s -> s.group() != null)
                .map(Event.SettingsRead::settings)
                .findFirst()
                .orElseThrow();
    }

    private static Event read(String node, String role, String client, List<Range> values) {
        return new Event.FinalRead(
                Story.nanos(Story.LOAD_END + 1.2), node, role, ClientSpec.ledger(client), values, List.of());
    }

    private Judgement judge(List<Range> ofC3, Objective... objectives) {
        return Judge.judge(evidence(ofC3), List.of(objectives), null);
    }

    private static List<Range> all() {
        return List.of(new Range(1, 380));
    }

    @Test
    void eachGroupHasItsOwnForecastFailoverAndLoss() {
        var judgement =
                judge(all(), new Objective.SplitBrainWithinForecast(), new Objective.LostWritesWithinForecast());
        judgement.verdicts().forEach(v -> held(v));
        List<EpisodeFinding> findings = judgement.findings().episodes().get();
        assertThat(findings).extracting(EpisodeFinding::group).containsExactly("cart", "mymaster");
        assertThat(findings.get(0).forecast().get().failoverPossible()).isFalse();
        assertThat(findings.get(0).forecast().get().oldSide()).isEmpty();
        assertThat(findings.get(1).forecast().get().oldSide()).containsExactly("c1");
        assertThat(judgement.findings().writes().get().windows())
                .singleElement()
                .extracting(LossWindow::episode)
                .isEqualTo(1);
    }

    @Test
    void aLedgerIsReadFromItsOwnGroupAlone() {
        Cells cells =
                requireNonNull(judge(all()).findings().writes().get().writers().get("c3"));
        assertThat(cells.lost()).isZero();
        assertThat(cells.neverRead()).isZero();
    }

    @Test
    void aLossInAGroupThatNothingHitIsOutsideItsForecast() {
        var judgement = judge(List.of(new Range(1, 300)), new Objective.LostWritesWithinForecast());
        violated(judgement.verdicts().get(0));
    }

    @Test
    void writesOfAnotherGroupDoNotStop() {
        violated(judge(all(), new Objective.WritesStopWithin(Duration.ofSeconds(12)))
                .verdicts()
                .get(0));
    }
}
