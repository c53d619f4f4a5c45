package io.splitproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Result;
import io.splitproof.checker.Times;
import io.splitproof.report.Measured.Answer;
import io.splitproof.report.html.ComparisonHtml;
import io.splitproof.scenario.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static Compared.Run run(
            String scenario, String server, String id, Result result, double outage, long lost) {
        return Compared.Run.of(new Sample(
                scenario,
                1,
                id,
                Instant.EPOCH,
                server,
                server,
                "2 cores",
                "abc",
                result,
                result,
                1,
                Duration.ZERO,
                Map.of(Times.OUTAGE, Duration.ofMillis(Math.round(outage * 1_000))),
                1_000L,
                lost,
                null,
                null,
                null,
                null));
    }

    /** Runs whose outages are so many seconds, and then some hundredths. */
    private static Compared set(String server, int n, double outage, long lost) {
        return new Compared(
                server,
                IntStream.range(0, n)
                        .mapToObj(i -> run("s/one", server, server + i, Result.HELD, outage + i / 100.0, lost + i))
                        .toList());
    }

    private static Measured measured(Comparison comparison, String name) {
        return comparison.sections().get(0).measured().stream()
                .filter(m -> m.values().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysWhatIsSetUpDifferentlyAndNothingElse() {
        var section = Comparison.of(set("redis 7", 5, 1, 0), set("valkey 9", 5, 1, 0))
                .sections()
                .get(0);
        assertThat(section.differences()).containsExactly(new Comparison.Setup("server", "redis 7", "valkey 9"));
    }

    @Test
    void aDifferenceThatChanceHardlyMakesIsMoreThanNoise() {
        var comparison = Comparison.of(set("a", 8, 5, 0), set("b", 8, 7, 0));
        assertThat(measured(comparison, Times.OUTAGE).answer()).isEqualTo(Answer.MORE_THAN_NOISE);
        assertThat(measured(comparison, Times.OUTAGE).words())
                .startsWith("more than noise: B is 2.000 s higher (95 %: +1.9")
                .contains("p = 0.0003");
        assertThat(measured(comparison, "lost writes").answer()).isEqualTo(Answer.NO_MORE_THAN_NOISE);
    }

    @Test
    void aRealDifferenceBelowATickIsToldAsSuch() {
        var few = new ArrayList<Compared.Run>();
        IntStream.range(0, 20).forEach(i -> few.add(run("s/one", "b", "b" + i, Result.HELD, 5.05 + i / 1_000.0, 0)));
        var many = new ArrayList<Compared.Run>();
        IntStream.range(0, 20).forEach(i -> many.add(run("s/one", "a", "a" + i, Result.HELD, 5 + i / 1_000.0, 0)));
        var comparison = Comparison.of(new Compared("a", many), new Compared("b", few));
        assertThat(measured(comparison, Times.OUTAGE).words()).endsWith("; below a tick of the servers' timers");
    }

    @Test
    void tooFewRunsAreUnknownHoweverFarApart() {
        var measured = measured(Comparison.of(set("a", 3, 1, 0), set("b", 3, 100, 0)), Times.OUTAGE);
        assertThat(measured.answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(measured.words()).isEqualTo("unknown: n is too small, 3 and 3; 5 of each could tell");
        var enough = measured(Comparison.of(set("a", 5, 1, 0), set("b", 5, 100, 0)), Times.OUTAGE);
        assertThat(enough.answer()).isEqualTo(Answer.MORE_THAN_NOISE);
    }

    @Test
    void equalValuesDoNotDifferWhereThereAreEnough() {
        var comparison = Comparison.of(constant(6), constant(6));
        assertThat(measured(comparison, "lost writes").words()).isEqualTo("no difference: all are 0");
        assertThat(measured(Comparison.of(constant(2), constant(2)), "lost writes")
                        .answer())
                .isEqualTo(Answer.UNKNOWN);
    }

    private static Compared constant(int n) {
        return new Compared(
                "c",
                IntStream.range(0, n)
                        .mapToObj(i -> run("s/one", "c", "c" + i, Result.HELD, 2, 0))
                        .toList());
    }

    @Test
    void unknownRunsDoNotCount() {
        var runs = new ArrayList<>(set("a", 6, 1, 0).runs());
        runs.add(run("s/one", "a", "odd", Result.UNKNOWN, 900, 900));
        var comparison = Comparison.of(new Compared("a", runs), set("b", 6, 1, 0));
        assertThat(measured(comparison, Times.OUTAGE)
                        .values()
                        .first()
                        .orElseThrow()
                        .max())
                .isLessThan(2);
        assertThat(ComparisonText.render(comparison)).contains("A  7 runs: 6 held, 0 violated, 1 unknown");
    }

    @Test
    void whatOneSetNeverMeasuredIsUnknown() {
        var without = new Compared(
                "b",
                set("b", 6, 1, 0).runs().stream()
                        .map(r -> run("s/one", "b", r.sample().run(), Result.UNKNOWN, 1, 0))
                        .toList());
        var comparison = Comparison.of(set("a", 6, 1, 0), without);
        assertThat(measured(comparison, Times.OUTAGE).words()).isEqualTo("unknown: no run of B has it");
        assertThat(ComparisonText.render(comparison)).contains("0         —         —         —");
    }

    @Test
    void scenariosAreComparedEachWithItself() {
        var a = new Compared(
                "a",
                List.of(
                        run("one", "r", "1", Result.HELD, 1, 0),
                        run("two", "r", "2", Result.HELD, 1, 0),
                        run("three", "r", "3", Result.HELD, 1, 0)));
        var b = new Compared(
                "b",
                List.of(
                        run("two", "r", "4", Result.HELD, 1, 0),
                        run("one", "r", "5", Result.HELD, 1, 0),
                        run("four", "r", "3", Result.HELD, 1, 0)));
        var comparison = Comparison.of(a, b);
        assertThat(comparison.sections()).extracting(Comparison.Section::title).containsExactly("one", "two");
        assertThat(comparison.alone())
                .containsExactly(
                        "Only A has three.",
                        "Only B has four.",
                        "1 of B's runs are among A's too, so that both are not independent and no test means much.");
    }

    @Test
    void twoScenariosAreComparedIfEachSetHasOne() {
        var one = new Compared("a", List.of(run("one", "r", "1", Result.HELD, 1, 0)));
        var two = new Compared("b", List.of(run("two", "r", "2", Result.HELD, 1, 0)));
        var both = new Compared("c", List.of(one.runs().get(0), two.runs().get(0)));
        var three = new Compared("d", List.of(run("three", "r", "2", Result.HELD, 1, 0)));
        assertThat(Comparison.of(one, two).sections().get(0).differences())
                .containsExactly(new Comparison.Setup("scenario", "one", "two"));
        assertThat(Comparison.of(both, three).sections()).isEmpty();
    }

    @Test
    void hostileNamesAreTextOnThePage() {
        var hostile =
                new Compared("a|b <img src=x>\n# c", set("<b>|`x`", 5, 1, 0).runs());
        assertThat(ComparisonPage.render(Comparison.of(hostile, set("v", 5, 1, 0))))
                .contains("- A: a&#124;b &#60;img src=x&#62; &#35; c")
                .contains("| server | &#60;b&#62;&#124;&#96;x&#96; | v |")
                .doesNotContain("<img");
        assertThat(ComparisonHtml.render(Comparison.of(hostile, set("v", 5, 1, 0))))
                .contains("<p>A: a|b &lt;img src=x&gt;\n# c</p>", "<td>&lt;b&gt;|`x`</td>")
                .doesNotContain("<img");
    }

    @Test
    void thePageInHtmlSaysWhatTheTextSays() {
        var comparison = Comparison.of(set("a", 8, 5, 0), set("b", 8, 7, 0));
        String page = ComparisonHtml.render(comparison);
        assertThat(comparison.sections().get(0).measured())
                .isNotEmpty()
                .allMatch(m -> page.contains(">" + m.words().replace("<", "&lt;") + "<"));
        assertThat(page).contains("<td class=\"more-than-noise\">more than noise: B is 2.000 s higher");
    }
}
