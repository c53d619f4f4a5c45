package io.splitproof.store;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Disk;
import io.splitproof.fault.Fault;
import io.splitproof.fault.ScheduledBackup;
import io.splitproof.store.FaultReader.Placed;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.util.List;

/** Whether nodes that die can come back in the way that their faults say. */
final class ReturnChecks {
    private final Topology topology;
    private final List<ScheduledBackup> backups;
    private final Problems problems;

    ReturnChecks(Topology topology, List<ScheduledBackup> backups, Problems problems) {
        this.topology = topology;
        this.backups = backups;
        this.problems = problems;
    }

    void check(List<Placed> faults) {
        for (Placed placed : faults) {
            if (placed.scheduled().fault() instanceof Fault.Kill kill) {
                checkPolicy(kill, placed);
                if (kill.data() != Disk.KEPT) {
                    checkDisk(kill, placed);
                }
            }
        }
    }

    private void checkPolicy(Fault.Kill kill, Placed placed) {
        if (topology.restartsByItself()
                && kill.flavour() == CrashFlavour.PROCESS
                && placed.scheduled().lasts() != null) {
            problems.add(
                    placed.line(),
                    "expected no \"for\" with kill where restart is unless-stopped, since the engine starts the process"
                            + " again; drop it");
        }
    }

    private void checkDisk(Fault.Kill kill, Placed placed) {
        if (placed.scheduled().lasts() == null) {
            problems.add(
                    placed.line(),
                    "expected \"for\" with data: " + kill.data().name().toLowerCase(java.util.Locale.ROOT)
                            + ", since only a host that comes back reads its disk; write for how long it is down");
        }
        if (kill.data() == Disk.BACKUP) {
            kill.targets().forEach(target -> checkBackup(target.name(), placed));
        }
    }

    private void checkBackup(String target, Placed placed) {
        String box = topology.findNode(target).map(Node::box).orElse(target);
        List<Node> hit = topology.nodesIn(box).stream().filter(Node::isRedis).toList();
        if (hit.isEmpty()) {
            problems.add(
                    placed.line(),
                    "expected the name of a node or box with data: backup, but found " + target
                            + "; which backup is meant must be known beforehand");
        }
        for (Node node : hit) {
            boolean earlier = backups.stream()
                    .anyMatch(b -> b.node().equals(node.name())
                            && b.at().compareTo(placed.scheduled().at()) < 0);
            if (!earlier) {
                problems.add(
                        placed.line(),
                        "expected an earlier backup of " + node.name() + " to restore, but there is none; write under"
                                + " backups: {at: 2m, node: " + node.name() + "}");
            }
            if (node.setting("appendonly").filter("yes"::equals).isPresent()) {
                problems.add(
                        placed.line(),
                        "expected appendonly no on " + node.name() + " with data: backup, but it is yes; Redis would"
                                + " look for its append-only file and ignore the snapshot that a backup is");
            }
        }
    }
}
