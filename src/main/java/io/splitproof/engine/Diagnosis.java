package io.splitproof.engine;

import java.util.List;

/** What a doctor found, in the order in which a run depends on it. */
public record Diagnosis(List<Finding> findings) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** True when nothing that a run needs is missing. */
    public boolean isUsable() {
        return findings.stream().noneMatch(finding -> finding.state() == Finding.State.MISSING);
    }
}
