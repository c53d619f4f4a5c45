package io.splitproof.fault;

import java.time.Duration;

/**
 * A backup that an operator takes while the load runs: a snapshot, waited for and copied away. It breaks nothing.
 *
 * @param at scenario time from the start of the load
 * @param node name of the Redis node
 */
public record ScheduledBackup(Duration at, String node) {}
