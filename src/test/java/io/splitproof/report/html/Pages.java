package io.splitproof.report.html;

import io.splitproof.checker.Claim;
import io.splitproof.checker.Evidence;
import io.splitproof.checker.Judge;
import io.splitproof.checker.Judgement;
import io.splitproof.checker.Objective;
import io.splitproof.history.History;
import io.splitproof.history.OperationKind;
import io.splitproof.history.SyntheticHistory;
import io.splitproof.scenario.Scenario;
import io.splitproof.scenario.Source;
import io.splitproof.store.Json;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Pages of histories that tests tell. */
final class Pages {
    private static final List<Objective> OBJECTIVES =
            List.of(new Objective.SplitBrainWithinForecast(), new Objective.NoLostWrites());

    private Pages() {}

    static String of(Evidence evidence, String name, List<String> notes) {
        Claim claim = new Claim("Writes are lost.", List.of(new Objective.NoSplitBrain()), List.of());
        Judgement judgement = Judge.judge(evidence, OBJECTIVES, claim);
        var scenario = new Scenario(
                name,
                new Source("B", "example 2"),
                claim,
                evidence.topology(),
                evidence.clients(),
                evidence.schedule(),
                OBJECTIVES,
                "redis:7",
                1,
                notes);
        return HtmlReport.render(
                scenario,
                Map.of("Seed", "7"),
                judgement,
                new History(evidence.history().events()),
                Json::forScripts);
    }

    /** A partition under so many operations. */
    static Evidence synthetic(int operations) {
        var made = SyntheticHistory.of(operations, 1);
        List<ClientSpec> clients = made.writers().stream()
                .map(w -> new ClientSpec(
                        w, OperationKind.WRITE, 250, List.of("sentinel-1"), null, Duration.ofMillis(500)))
                .toList();
        return new Evidence(made.topology(), clients, made.schedule(), made.history());
    }
}
