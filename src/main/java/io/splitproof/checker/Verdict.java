package io.splitproof.checker;

import java.util.List;

/**
 * What one objective came to.
 *
 * @param objective its id, such as {@code no-lost-writes}
 * @param promise its sentence
 * @param measured the measured value in words, also when held; for unknown, why
 * @param evidence first pieces of evidence, with times and event references
 */
public record Verdict(String objective, String promise, Result result, String measured, List<String> evidence) {
    public Verdict {
        evidence = List.copyOf(evidence);
    }

    /** The promise and what was measured, as one sentence after the other. */
    public String sentences() {
        return promise + " " + measured;
    }
}
