package io.splitproof.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Judge;
import io.splitproof.checker.Variants;
import io.splitproof.history.Event;
import io.splitproof.history.History;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.ScenarioFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiteralPageTest {
    private static final String FIRST = "as written";

    private static String page(Event... events) {
        Scenario scenario = ScenarioFiles.read(Path.of("src/test/resources/scenarios-good/literal.yaml"));
        var evidence = scenario.evidence(new History(List.of(events)));
        var judgement = Judge.judge(evidence, scenario.objectives(), scenario.claim());
        return HtmlReport.renderLiteral(scenario, Map.of("Seed", "7"), judgement, Variants.of(evidence));
    }

    @Test
    void everyTrialHasItsChecksAndWhatTheyAnswered() {
        assertThat(page(
                        new Event.VariantStarted(1, FIRST),
                        new Event.Tried(2, 1, FIRST, "files are right", "docker compose config -q", 0, ""),
                        new Event.Tried(1_500_000_000L, 3, FIRST, "it starts", "docker compose up -d", 1, "no <net>"),
                        new Event.Tried(1_600_000_000L, 4, FIRST, "error 1", "docker logs one", 0, "all wrong"),
                        new Event.VariantEnded(1_700_000_000L, FIRST)))
                .contains("<h2>as written <span class=\"violated\">fails</span></h2>")
                .contains(
                        "<td>it starts</td>", "<td class=\"word\">not as expected</td>", "<code>no &lt;net&gt;</code>")
                .contains("<h2>the network is made <span class=\"unknown\">unknown</span></h2>");
    }

    @Test
    void runsNoScript() {
        assertThat(page()).contains("script-src &#39;none&#39;").doesNotContain("<script");
    }
}
