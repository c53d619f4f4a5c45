package io.splitproof.scenario;

/**
 * A claim of a document that no scenario can test here.
 *
 * @param claim in our own words
 * @param why no run on this machine can confirm or refute it, and what is tested instead, if anything is
 */
public record Untestable(String claim, Source source, String why) {}
