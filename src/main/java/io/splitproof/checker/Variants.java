package io.splitproof.checker;

import io.splitproof.history.Event.NotTried;
import io.splitproof.history.Event.Tried;
import io.splitproof.history.Event.VariantEnded;
import io.splitproof.history.History;
import io.splitproof.literal.Check;
import io.splitproof.literal.Literal;
import io.splitproof.literal.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what was tried of a document's files from the recording, and holds it against what was expected. */
public final class Variants {
    private final History history;

    private Variants(History history) {
        this.history = history;
    }

    /** A finding for each variant, in order; empty for an experiment on boxes. */
    public static List<VariantFinding> of(Evidence evidence) {
        Literal literal = evidence.literal();
        if (literal == null) {
            return List.of();
        }
        var variants = new Variants(evidence.history());
        return literal.variants().stream().map(variants::finding).toList();
    }

    private VariantFinding finding(Variant variant) {
        boolean ended = history.of(VariantEnded.class).anyMatch(e -> e.variant().equals(variant.name()));
        var checks = new ArrayList<CheckFinding>();
        for (Check check : variant.checks()) {
            Optional<CheckFinding> finding = finding(variant, check);
            finding.ifPresent(checks::add);
            if (finding.isEmpty() || finding.get().result() == Result.VIOLATED) {
                break;
            }
        }
        List<CheckFinding> shown = variant.shows().stream()
                .flatMap(check -> finding(variant, check).stream())
                .toList();
        boolean failed = checks.stream().anyMatch(c -> c.result() == Result.VIOLATED);
        boolean tried = failed
                ? shown.size() == variant.shows().size()
                : checks.size() == variant.checks().size();
        return new VariantFinding(variant, ended && tried, checks, shown);
    }

    private Optional<CheckFinding> finding(Variant variant, Check check) {
        return Stream.concat(
                        history.of(Tried.class)
                                .filter(t -> isOf(t, variant, check))
                                .map(t -> of(t, check)),
                        history.of(NotTried.class)
                                .filter(n -> n.variant().equals(variant.name())
                                        && n.check().equals(check.name()))
                                .map(n -> new CheckFinding(
                                        check, Result.UNKNOWN, n.reason(), 0, n.atNanos(), n.atNanos())))
                .findFirst();
    }

    private static boolean isOf(Tried tried, Variant variant, Check check) {
        return tried.variant().equals(variant.name()) && tried.check().equals(check.name());
    }

    private static CheckFinding of(Tried tried, Check check) {
        boolean met = check.isMet(tried.exit(), tried.output());
        return new CheckFinding(
                check,
                met ? Result.HELD : Result.VIOLATED,
                tried.output(),
                tried.exit(),
                tried.startedNanos(),
                tried.atNanos());
    }
}
