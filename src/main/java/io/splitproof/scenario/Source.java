package io.splitproof.scenario;

/** Where a claim comes from: document and section, or {@code beyond the documents}. */
public record Source(String document, String section) {}
