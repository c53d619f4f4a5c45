package io.splitproof.report;

import io.splitproof.checker.Judgement;
import io.splitproof.checker.Result;
import io.splitproof.checker.Times;
import io.splitproof.checker.Verdict;
import io.splitproof.checker.Words;
import io.splitproof.forecast.Stage;
import io.splitproof.scenario.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judged runs as rows of a Markdown table, as the page of a GitHub workflow shows it. */
public final class StepSummary {
    /** What a cell holds at most, so that a page holds a thousand runs. */
    private static final int CELL = 300;

    private StepSummary() {}

    /** The head of the table; rows follow it without a blank line between them. */
    public static String head() {
        return "\n" + row(List.of("scenario", "verdict", "writable after", "outage", "lost writes", "why")) + "\n"
                + row(List.of("---", "---", "--:", "--:", "--:", "---")) + "\n";
    }

    /** The row of one run, with its line feed. What was not measured is a dash. */
    public static String row(Sample sample, Judgement judgement) {
        return row(List.of(
                        MarkdownText.of(sample.scenario(), CELL),
                        sample.result() == Result.HELD ? "held" : "**" + word(sample.result()) + "**",
                        time(sample, Stage.WRITABLE.words()),
                        time(sample, Times.OUTAGE),
                        lost(sample),
                        MarkdownText.of(why(judgement), CELL)))
                + "\n";
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String word(Result result) {
        return result.name().toLowerCase(Locale.ROOT);
    }

    private static String time(Sample sample, String name) {
        Duration time = sample.times().get(name);
        return time == null ? Tables.DASH : Words.seconds(time);
    }

    private static String lost(Sample sample) {
        Long lost = sample.lost();
        return lost == null
                ? Tables.DASH
                : Words.count(lost) + " of " + Words.count(Objects.requireNonNull(sample.acknowledged()));
    }

    /** The first objective that did not hold, and what was found of the claim. */
    private static String why(Judgement judgement) {
        Optional<String> first = judgement.decisive().map(Verdict::sentences);
        Optional<String> claim = Optional.ofNullable(judgement.claim())
                .map(c -> "claim " + c.finding().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        return Stream.of(first, claim).flatMap(Optional::stream).collect(Collectors.joining("; "));
    }
}
