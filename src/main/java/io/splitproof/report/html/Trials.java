package io.splitproof.report.html;

import io.splitproof.checker.CheckFinding;
import io.splitproof.checker.Result;
import io.splitproof.checker.VariantFinding;
import io.splitproof.checker.Words;
import io.splitproof.literal.Edit;
import java.util.List;
import java.util.stream.Stream;

/** What came of a document's files, trial by trial. */
final class Trials {
    /** @param result works, fails or unknown */
    record Trial(String name, String result, String mark, List<String> edits, List<Tried> tried) {}

    record Tried(String check, String command, String expected, String result, String at, String took, String answer) {}

    private Trials() {}

    static List<Trial> of(List<VariantFinding> variants) {
        return variants.stream().map(Trials::trial).toList();
    }

    private static Trial trial(VariantFinding finding) {
        return new Trial(
                finding.variant().name(),
                switch (finding.works()) {
                    case HELD -> "works";
                    case VIOLATED -> "fails";
                    case UNKNOWN -> "unknown";
                },
                HtmlReport.word(finding.works()),
                finding.variant().repairs().stream().map(Edit::describe).toList(),
                Stream.concat(finding.checks().stream(), finding.shown().stream())
                        .map(Trials::tried)
                        .toList());
    }

    private static Tried tried(CheckFinding finding) {
        return new Tried(
                finding.check().name(),
                finding.check().line().replaceAll("\\s+", " "),
                finding.check().expectation(),
                finding.result() == Result.UNKNOWN
                        ? "not tried here"
                        : finding.result() == Result.HELD ? "as expected" : "not as expected",
                Words.moment(finding.atNanos()),
                Words.seconds(finding.atNanos() - finding.startedNanos()),
                finding.excerpt());
    }
}
