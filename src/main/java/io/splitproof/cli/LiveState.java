package io.splitproof.cli;

import io.splitproof.fault.Fault;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.history.Event;
import io.splitproof.history.Phase;
import io.splitproof.history.WriteAnswer;
import io.splitproof.scenario.Scenario;
import io.splitproof.topology.Link;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of a topology at this moment, made of the events as they come. Used under its owner's lock. */
final class LiveState {
    /** A fault that has begun and is not healed. */
    static final class Held {
        final Event.FaultStarted started;
        final boolean slow;
        String state = "applying";

        private Held(Event.FaultStarted started, boolean slow) {
            this.started = started;
            this.slow = slow;
        }
    }

    /** What a node is, as far as it was seen; each kind has a mark and a word of its own. */
    enum Role {
        PRIMARY,
        REPLICA,
        GONE,
        /** No Redis node: a Sentinel, or what stands beside them. */
        OTHER,
        UNKNOWN
    }

    private final Scenario scenario;
    private final Map<String, Event.RoleSeen> roles = new HashMap<>();
    private final Map<String, WriteAnswer> writes = new HashMap<>();
    private final Map<String, String> opinions = new HashMap<>();
    private final Map<String, Set<String>> flaggedBy = new HashMap<>();
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final List<ScheduledFault> byHand = new ArrayList<>();
    private Phase phase = Phase.BOOT;

    LiveState(Scenario scenario) {
        this.scenario = scenario;
    }

    void event(Event event) {
        if (event instanceof Event.PhaseStarted e) {
            phase = e.phase();
        } else if (event instanceof Event.RoleSeen e) {
            roles.put(e.node(), e);
        } else if (event instanceof Event.WriteProbed e) {
            writes.put(e.node(), e.answer());
        } else if (event instanceof Event.SentinelSaid e) {
            said(e);
        } else if (event instanceof Event.ClusterNodeSeen e) {
            flagged(e);
        } else {
            fault(event);
        }
    }

    private void fault(Event event) {
        if (event instanceof Event.FaultStarted e && !e.resolved().isEmpty()) {
            held.put(e.fault(), new Held(e, isSlow(e.fault())));
        } else if (event instanceof Event.FaultApplied e) {
            state(e.fault(), "applied");
        } else if (event instanceof Event.FaultProven e) {
            state(e.fault(), "proven");
            forgetRestart(e.fault());
        } else if (event instanceof Event.FaultDoubted e) {
            state(e.fault(), "not proven");
            forgetRestart(e.fault());
        } else if (event instanceof Event.HealStarted e) {
            state(e.fault(), "healing");
        } else if (event instanceof Event.HealApplied e) {
            held.remove(e.fault());
        }
    }

    private void state(String fault, String state) {
        Held one = held.get(fault);
        if (one != null) {
            one.state = state;
        }
    }

    /** Is told of faults that are in no scenario, before they begin. */
    void plan(ScheduledFault fault) {
        byHand.add(fault);
    }

    private boolean isSlow(String fault) {
        return fault(fault).anyMatch(f -> f.slows().isPresent());
    }

    private Stream<Fault> fault(String id) {
        return Stream.concat(scenario.schedule().faults().stream(), byHand.stream())
                .filter(f -> f.id().equals(id))
                .map(ScheduledFault::fault);
    }

    /** A restart is over once it is done; nobody heals it. */
    private void forgetRestart(String fault) {
        if (fault(fault).anyMatch(Fault.Restart.class::isInstance)) {
            held.remove(fault);
        }
    }

    /** A Sentinel's opinion of a primary, until it takes it back or follows another. */
    private void said(Event.SentinelSaid event) {
        boolean ofPrimary = event.payload().startsWith("master ");
        if (ofPrimary && (event.channel().equals("+sdown") || event.channel().equals("+odown"))) {
            opinions.put(event.sentinel(), event.channel());
        } else if (event.channel().equals("+switch-master")
                || (ofPrimary && event.channel().equals("-sdown"))) {
            opinions.remove(event.sentinel());
        }
    }

    private void flagged(Event.ClusterNodeSeen event) {
        Set<String> observers = flaggedBy.computeIfAbsent(event.node(), n -> new TreeSet<>());
        if (event.is("fail?") || event.is("fail")) {
            observers.add(event.observer());
        } else {
            observers.remove(event.observer());
        }
    }

    Topology topology() {
        return scenario.topology();
    }

    String phase() {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    List<Held> faults() {
        return List.copyOf(held.values());
    }

    Role role(Node node) {
        if (!node.isRedis()) {
            return Role.OTHER;
        }
        Event.RoleSeen seen = roles.get(node.name());
        if (seen == null) {
            return Role.UNKNOWN;
        }
        return switch (seen.role()) {
            case "master" -> Role.PRIMARY;
            case "slave" -> Role.REPLICA;
            default -> Role.GONE;
        };
    }

    /** What is worth a word beside its role; empty where all is as it should be. */
    String remark(Node node) {
        String opinion = opinions.get(node.name());
        if (opinion != null) {
            return opinion;
        }
        int observers = flaggedBy.getOrDefault(node.name(), Set.of()).size();
        if (observers > 0) {
            return "flagged by " + observers;
        }
        WriteAnswer answer = writes.get(node.name());
        return answer == null || isExpected(answer, role(node))
                ? ""
                : answer.name().toLowerCase(Locale.ROOT);
    }

    /** A replica that refuses writes, and a node that is gone, say nothing new. */
    private static boolean isExpected(WriteAnswer answer, Role role) {
        return switch (answer) {
            case ACKNOWLEDGED, UNREACHABLE -> true;
            case SILENT -> role == Role.GONE;
            case READONLY, MOVED -> role != Role.PRIMARY;
            default -> false;
        };
    }

    /** The fault that holds the link from one box to another, if one does. */
    @Nullable
    Held on(String from, String to) {
        if (from.equals(to)) {
            return null;
        }
        var link = new Link(from, to);
        return held.values().stream()
                .filter(h -> h.started.links().contains(link))
                .findFirst()
                .orElse(null);
    }
}
