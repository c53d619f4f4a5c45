package io.splitproof.nemesis;

import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.DeploymentException;
import io.splitproof.history.Clock;
import io.splitproof.history.Event.BackedUp;
import io.splitproof.history.Event.Noted;
import io.splitproof.history.Event.Restored;
import io.splitproof.history.Journal;
import io.splitproof.topology.Node;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The last backup of each node, and what taking and restoring it cost. */
final class Backups {
    private final Deployment deployment;
    private final Clock clock;
    private final Journal journal;
    private final Map<String, byte[]> taken = new ConcurrentHashMap<>();

    Backups(Deployment deployment, Clock clock, Journal journal) {
        this.deployment = deployment;
        this.clock = clock;
        this.journal = journal;
    }

    /** Takes a backup; one that fails is noted, and its absence makes the run unknown. */
    void take(Node node) {
        long started = clock.nanos();
        try {
            byte[] file = deployment.backUp(node);
            taken.put(node.name(), file);
            journal.append(new BackedUp(clock.nanos(), started, node.name(), file.length));
        } catch (DeploymentException e) {
            journal.append(new Noted(clock.nanos(), "the backup of " + node.name() + " failed: " + e.getMessage()));
        }
    }

    /** Starts a node on a new disk that holds its last backup. */
    void restore(Node node) {
        byte[] file = taken.get(node.name());
        if (file == null) {
            throw new DeploymentException("there is no backup of " + node.name() + " to restore");
        }
        long started = clock.nanos();
        deployment.startOnNewDisk(node, file);
        journal.append(new Restored(clock.nanos(), started, node.name(), file.length));
    }
}
