package io.splitproof.checker;

import io.splitproof.history.Event.RoleSeen;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the failovers of one group in one episode. */
final class Failovers {
    private final Evidence evidence;
    private final Group group;
    private final Episode episode;
    private final List<SentinelMessage> messages;

    private Failovers(Evidence evidence, Group group, Episode episode) {
        this.evidence = evidence;
        this.group = group;
        this.episode = episode;
        this.messages = SentinelMessage.all(evidence.history()).stream()
                .filter(m -> group.name().equals(m.group()) && episode.contains(m.atNanos()))
                .toList();
    }

    static FailoverFinding find(Evidence evidence, Attempts attempts, Group group, Episode episode) {
        return evidence.topology().isCluster()
                ? ClusterFailovers.find(evidence, attempts, group, episode)
                : new Failovers(evidence, group, episode).find(attempts);
    }

    private FailoverFinding find(Attempts attempts) {
        String first = Primaries.at(evidence, group, episode.fault().fromNanos());
        var failovers = new ArrayList<Failover>();
        String primary = first;
        int begin = 0;
        for (int i = 0; i < messages.size(); i++) {
            String next = announced(messages.get(i));
            if (next != null && !next.equals(primary)) {
                var timeline = new Timeline(evidence, attempts, episode, messages, begin, i);
                failovers.add(timeline.failover(group.name(), primary, next));
                primary = next;
                begin = i + 1;
            }
        }
        List<Switchover> switchovers = switchovers(first, attempts);
        return new FailoverFinding(
                group.name(),
                first,
                failovers,
                sdown(),
                (int) messages.stream().filter(m -> m.is("+try-failover")).count(),
                aborts(),
                promotedByRole(evidence, episode, group, switchovers),
                switchovers,
                failovers.isEmpty() ? null : Rejoins.find(evidence, episode, first, messages),
                false);
    }

    /** The name of the node that a message makes primary, or null. */
    private @Nullable String announced(SentinelMessage message) {
        boolean announces = message.is("+switch-master") || message.is("+promoted-slave");
        if (!announces || message.subject() == null) {
            return null;
        }
        return evidence.topology()
                .nodeAt(message.subject())
                .map(Node::name)
                .orElse(message.subject().toString());
    }

    private Map<String, Long> sdown() {
        var sdown = new LinkedHashMap<String, Long>();
        messages.stream()
                .filter(m -> m.is("+sdown") && m.isAboutPrimary())
                .forEach(m -> sdown.putIfAbsent(m.sentinel(), m.atNanos()));
        return sdown;
    }

    private List<String> aborts() {
        return messages.stream()
                .filter(m -> m.channel().startsWith("-failover-abort"))
                .map(m -> m.channel() + " by " + m.sentinel() + " at " + Words.moment(m.atNanos()))
                .toList();
    }

    /** Promotions by hand; what Sentinels do when they are asked is told by their messages. */
    private List<Switchover> switchovers(String first, Attempts attempts) {
        var switchovers = new ArrayList<Switchover>();
        String primary = first;
        for (StepFinding step : OperatorSteps.of(evidence)) {
            Interval asked = step.taken();
            String node = step.step().promoted().orElse("");
            if (asked != null
                    && episode.contains(asked.fromNanos())
                    && Groups.has(group, node)
                    && !node.equals(primary)) {
                switchovers.add(new Switchover(
                        primary,
                        node,
                        asked,
                        Timeline.writable(evidence, attempts, episode, node).orElse(null)));
                primary = node;
            }
        }
        return switchovers;
    }

    static List<String> promotedByRole(Evidence evidence, Episode episode, Group group, List<Switchover> switchovers) {
        var was = new LinkedHashMap<String, String>();
        var promoted = new ArrayList<String>();
        evidence.history()
                .of(RoleSeen.class)
                .filter(r -> Groups.has(group, r.node()))
                .forEach(r -> {
                    String before = r.role().equals("unreachable") ? null : was.put(r.node(), r.role());
                    if ("slave".equals(before) && r.role().equals("master") && episode.contains(r.atNanos())) {
                        boolean asked = switchovers.stream()
                                .anyMatch(s -> s.newPrimary().equals(r.node()));
                        if (!asked) {
                            promoted.add(r.node());
                        }
                    }
                });
        return promoted;
    }
}
