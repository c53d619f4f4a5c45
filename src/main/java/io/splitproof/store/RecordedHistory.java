package io.splitproof.store;

import io.splitproof.history.History;

/**
 * A history as it was read.
 *
 * @param truncated whether the last line was torn, as a harness that was killed leaves it
 */
public record RecordedHistory(History history, boolean truncated) {}
