package io.splitproof.scenarios.literal;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.CheckFinding;
import io.splitproof.checker.Result;
import io.splitproof.checker.VariantFinding;
import io.splitproof.checker.Variants;
import io.splitproof.trial.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a run found of each variant of a document's files. */
final class Trials {
    private Trials() {}

    /** The checks at which the variants failed, in order; "works" for one that did not. */
    static List<String> failures(Outcome outcome) {
        return Variants.of(outcome.evidence()).stream()
                .map(v -> v.failure().map(f -> f.check().name()).orElse(v.works() == Result.HELD ? "works" : "unknown"))
                .toList();
    }

    /** The errors that a user sees in the variant of that number, counted from 1. */
    static List<String> errors(Outcome outcome, int variant) {
        VariantFinding finding = Variants.of(outcome.evidence()).get(variant - 1);
        return finding.shown().stream()
                .filter(s -> s.result() == Result.HELD)
                .map(CheckFinding::answer)
                .toList();
    }

    /** A password of a run is 32 hexadecimal digits, which nothing else that is recorded has. */
    static void assertThatNoPasswordIsRecorded(Outcome outcome) {
        Pattern password = Pattern.compile("(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])");
        try (Stream<Path> files = Files.walk(outcome.directory().path())) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(f -> password.matcher(text(f)).find()))
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
