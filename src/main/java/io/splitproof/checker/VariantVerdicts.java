package io.splitproof.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Judges what a document's files do as written and after each repair. */
record VariantVerdicts(List<VariantFinding> variants) {
    private static final String NONE = "this scenario tries no document's files";

    VariantVerdicts(Evidence evidence) {
        this(Variants.of(evidence));
    }

    Measure asWritten() {
        return variants.isEmpty() ? Measure.unknown(NONE) : works(variants.get(0));
    }

    Measure whenRepaired() {
        return variants.isEmpty() ? Measure.unknown(NONE) : works(variants.get(variants.size() - 1));
    }

    Measure failsUntilRepaired() {
        if (variants.isEmpty()) {
            return Measure.unknown(NONE);
        }
        return variants.subList(0, variants.size() - 1).stream()
                .map(VariantVerdicts::fails)
                .reduce(Measure::and)
                .orElseGet(() -> Measure.unknown("there is no repair, so that nothing need fail before it"));
    }

    private static Measure works(VariantFinding finding) {
        String name = finding.variant().name();
        if (finding.works() == Result.UNKNOWN) {
            return Measure.unknown(name + ": " + whyUnknown(finding));
        }
        return finding.failure()
                .map(f ->
                        Measure.violated(name + ": not so: " + f.check().name() + ". " + errors(finding), evidence(f)))
                .orElseGet(() -> Measure.held(name + ": "
                        + Words.count(finding.checks().size(), "check") + " met: "
                        + finding.checks().stream().map(c -> c.check().name()).collect(Collectors.joining(", "))));
    }

    /** What a user sees: the errors that were found, else the answer of the command that failed. */
    private static String errors(VariantFinding finding) {
        String seen = finding.shown().stream()
                .filter(s -> s.result() == Result.HELD)
                .map(CheckFinding::excerpt)
                .collect(Collectors.joining(" | "));
        return "A user sees: "
                + (seen.isEmpty() ? finding.failure().map(CheckFinding::excerpt).orElse("nothing") : seen);
    }

    private static Measure fails(VariantFinding finding) {
        String name = finding.variant().name();
        return switch (finding.failsAsTold()) {
            case UNKNOWN -> Measure.unknown(name + ": " + whyUnknown(finding));
            case HELD ->
                Measure.held(name + " fails at \"" + finding.variant().failsAt() + "\"", name + ": " + errors(finding));
            case VIOLATED -> Measure.violated(name + " " + otherwise(finding), told(finding));
        };
    }

    private static String otherwise(VariantFinding finding) {
        return finding.failure()
                .map(f -> "fails at \"" + f.check().name() + "\", and is told to fail at \""
                        + finding.variant().failsAt() + "\" with errors of which "
                        + finding.shown().stream()
                                .filter(s -> s.result() == Result.HELD)
                                .count()
                        + " of " + finding.shown().size() + " were seen")
                .orElse("works, and is told to fail at \"" + finding.variant().failsAt() + "\"");
    }

    private static List<String> told(VariantFinding finding) {
        var told = new ArrayList<String>();
        finding.failure().ifPresent(f -> told.add(evidence(f)));
        finding.shown().stream().filter(s -> s.result() == Result.VIOLATED).forEach(s -> told.add(evidence(s)));
        return told;
    }

    private static String evidence(CheckFinding finding) {
        return "`" + finding.check().line().strip() + "` should say "
                + finding.check().expectation() + " but said \"" + finding.excerpt() + "\" (exit " + finding.exit()
                + ") at " + Words.moment(finding.atNanos());
    }

    private static String whyUnknown(VariantFinding finding) {
        return finding.checks().stream()
                .filter(c -> c.result() == Result.UNKNOWN)
                .findFirst()
                .map(c -> "not tried: " + c.check().name() + " (" + c.answer() + ")")
                .orElse("the recording ends before all of it was tried");
    }
}
