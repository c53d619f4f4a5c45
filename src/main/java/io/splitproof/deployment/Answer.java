package io.splitproof.deployment;

/**
 * What a command of a user came to.
 *
 * @param exit its exit status; 1 where the engine refused
 * @param output what it printed, or the engine's refusal
 */
public record Answer(long exit, String output) {
    static final Answer DONE = new Answer(0, "");
}
