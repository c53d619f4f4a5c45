package io.splitproof.scenario;

/** Where a claim comes from: document and section, or {@code beyond the documents}. */
public record Source(String document, String section) {
    /** The document of what was made in the lab; no file below {@code scenarios/} describes it. */
    public static final String BY_HAND = "by hand";
}
