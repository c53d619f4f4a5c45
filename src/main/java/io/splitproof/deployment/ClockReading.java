package io.splitproof.deployment;

import java.time.Instant;

/**
 * What a node said its wall clock shows.
 *
 * @param asked System.nanoTime before the question was sent
 * @param answered System.nanoTime after the answer was read
 */
public record ClockReading(long asked, Instant said, long answered) {}
