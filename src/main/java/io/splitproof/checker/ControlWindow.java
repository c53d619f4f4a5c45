package io.splitproof.checker;

import io.splitproof.history.Event;
import io.splitproof.history.Event.ClusterNodeSeen;
import io.splitproof.history.Event.ClusterSeen;
import io.splitproof.history.Event.Converged;
import io.splitproof.history.Event.FaultStarted;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.history.Event.StepStarted;
import io.splitproof.history.Phase;
import io.splitproof.topology.Group;
import io.splitproof.workload.ClientSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whether the system was healthy under load before it was hurt. */
final class ControlWindow {
    /** Share of each client's operations that must succeed between the start of the load and the first fault. */
    static final double HEALTHY = 0.95;

    private final Evidence evidence;
    private final Attempts attempts;
    private final long from;
    private final long to;

    ControlWindow(Evidence evidence, Attempts attempts) {
        this.evidence = evidence;
        this.attempts = attempts;
        this.from = evidence.history().startOf(Phase.CONTROL).orElse(0L);
        this.to = Stream.concat(
                        evidence.history().of(FaultStarted.class),
                        evidence.history().of(StepStarted.class))
                .map(Event::atNanos)
                .min(Comparator.naturalOrder())
                .or(() -> evidence.history().startOf(Phase.FAULTS))
                .or(() -> evidence.history().startOf(Phase.HEAL))
                .orElse(Long.MAX_VALUE);
    }

    List<String> problems() {
        var problems = new ArrayList<String>();
        if (evidence.history().of(Converged.class).noneMatch(c -> c.atNanos() <= from)) {
            problems.add("it had not converged before the load began");
        }
        Groups.of(evidence.topology()).forEach(g -> judge(g, problems));
        evidence.topology().outside().ifPresent(g -> judge(g, problems));
        evidence.clients().stream()
                .filter(c -> !c.isRefusedBy(evidence.topology()))
                .forEach(c -> judge(c, problems));
        SentinelMessage.all(evidence.history()).stream()
                .filter(m -> m.atNanos() >= from && m.atNanos() < to)
                .filter(m -> m.is("+try-failover") || m.is("+switch-master") || (m.is("+sdown") && m.isAboutPrimary()))
                .forEach(m -> problems.add(m.sentinel() + " said " + m.channel() + " at " + Words.moment(m.atNanos())));
        flagged(problems);
        return problems;
    }

    /** A Cluster in which a node is flagged, or some slot not served, is not healthy. */
    private void flagged(List<String> problems) {
        evidence.history()
                .of(ClusterNodeSeen.class)
                .filter(s -> s.atNanos() >= from && s.atNanos() < to && (s.is("fail?") || s.is("fail")))
                .forEach(s -> problems.add(
                        s.observer() + " flagged " + s.node() + " as failed at " + Words.moment(s.atNanos())));
        evidence.history()
                .of(ClusterSeen.class)
                .filter(s -> s.atNanos() >= from && s.atNanos() < to && !Coverage.isOk(s))
                .filter(s -> isMember(s.node()))
                .forEach(s -> problems.add(s.node() + " said cluster_state:fail at " + Words.moment(s.atNanos())));
    }

    /** A node that is to join later knows nobody yet, and says that the Cluster is down. */
    private boolean isMember(String node) {
        return evidence.topology().groups().stream()
                .anyMatch(g -> Groups.has(g, node)
                        && evidence.topology().slotsOf(g.name()).isPresent());
    }

    /** A failover during the boot of a busy machine leaves a healthy system, but not the one that was to be broken. */
    private void judge(Group group, List<String> problems) {
        evidence.history()
                .of(RoleSeen.class)
                .filter(r -> r.node().equals(group.primary()) && r.atNanos() < to)
                .reduce((earlier, last) -> last)
                .filter(r -> r.role().equals("slave"))
                .ifPresent(r -> problems.add(group.primary() + " should be the primary of " + group.name()
                        + " but had become a replica by " + Words.moment(r.atNanos())));
    }

    private void judge(ClientSpec client, List<String> problems) {
        List<Attempt> tried = attempts.of(client.name()).stream()
                .filter(a -> a.startNanos() >= from && a.endNanos() < to)
                .toList();
        long ok = tried.stream().filter(Attempt::ok).count();
        if (tried.isEmpty()) {
            problems.add(client.name() + " did nothing before the first fault");
        } else if (ok < HEALTHY * tried.size()) {
            problems.add("only " + Words.count(ok) + " of " + client.name() + "'s " + Words.count(tried.size())
                    + " operations before the first fault succeeded; 95 % must");
        }
    }
}
