package io.splitproof.checker;

/**
 * Something that must be so before a verdict means anything.
 *
 * @param detail what was seen, in words; for one that failed, the reason that verdicts quote
 */
public record Assumption(Kind kind, boolean holds, String detail) {
    /** What is assumed. */
    public enum Kind {
        WELL_FORMED("the history is well-formed"),
        COMPLETE("the run went through all its phases"),
        HEALTHY_BEFORE("the system was healthy before the first fault"),
        FAULTS_APPLIED("every fault hit something and took effect"),
        STEPS("every step of the operator succeeded"),
        INJECTOR("no fault injector failed"),
        CLOCKS("every node's clock ran at the run's factor"),
        OBSERVED("Sentinels and nodes were observed without a gap"),
        HEALED("every fault was healed as planned"),
        CONVERGED("the system converged after the heal"),
        FINAL_READS("every live node was read at the end");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
