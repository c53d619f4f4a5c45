package io.splitproof.checker;

import org.jspecify.annotations.Nullable;

/**
 * Whose data counts after the run.
 *
 * @param node the node whose final reads decide what survived; null if it cannot be told
 * @param reason how it was found, or why it cannot be
 */
public record Authority(String group, @Nullable String node, String reason) {}
