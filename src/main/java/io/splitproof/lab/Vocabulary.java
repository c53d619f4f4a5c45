package io.splitproof.lab;

import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.Target;
import io.splitproof.topology.Box;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which words may come next in a command, for whoever completes them. */
final class Vocabulary {
    private static final List<String> PHYSICS = List.of("blackhole", "stall", "refuse", "reset");

    private final Topology topology;
    private final List<ScheduledFault> open;

    /** @param open the faults that can be healed now */
    Vocabulary(Topology topology, List<ScheduledFault> open) {
        this.topology = topology;
        this.open = open;
    }

    /** The words that may follow these; the last one may be unfinished and is not among them. */
    List<String> after(List<String> words) {
        if (words.isEmpty()) {
            return Verb.words();
        }
        Optional<Verb> verb = Verb.of(words.get(0));
        return verb.map(v -> next(v, words.size())).orElse(List.of());
    }

    private List<String> next(Verb verb, int place) {
        return switch (verb) {
            case KILL -> plus(targets(), "host");
            case STOP, RESTART, PAUSE -> targets();
            case START, RESUME, PROMOTE -> nodes();
            case CUT -> plus(plus(boxes(), "->"), PHYSICS);
            case PARTITION -> plus(plus(boxes(), "|"), PHYSICS);
            case ISOLATE -> place == 1 ? boxes() : PHYSICS;
            case LOSE_REPLIES, DELAY, THROTTLE -> plus(boxes(), "->");
            case CLOCK -> place == 1 ? List.of("jump", "drift") : place == 2 ? targets() : List.of();
            case HEAL -> plus(open.stream().map(ScheduledFault::id).toList(), "all");
            case FAILOVER -> topology.isCluster() ? nodes() : sentinels();
            case REPLICATE -> place == 2 ? List.of("of") : nodes();
            case POINT -> place == 1 ? clients() : nodes();
            case HELP -> Verb.words();
            case WAIT_FOR -> List.of("+sdown", "+odown", "+switch-master", "effect proven", "accepts writes");
            case STATUS, TIMELINE, WAIT, REPORT, SAVE, QUIT -> List.of();
        };
    }

    private static List<String> plus(List<String> words, String more) {
        return plus(words, List.of(more));
    }

    private static List<String> plus(List<String> words, List<String> more) {
        var all = new ArrayList<>(words);
        all.addAll(more);
        return all;
    }

    private List<String> nodes() {
        return topology.nodes().stream().map(Node::name).toList();
    }

    private List<String> sentinels() {
        return topology.sentinels().stream().map(Node::name).toList();
    }

    private List<String> clients() {
        return topology.clientBoxes().stream().map(Box::name).toList();
    }

    private Stream<String> roles() {
        return Arrays.stream(Target.Role.values()).map(Target.Role::word);
    }

    /** Nodes and roles. */
    private List<String> targets() {
        return plus(nodes(), roles().toList());
    }

    /** Boxes and roles, which stand for the box of that node. */
    private List<String> boxes() {
        return plus(topology.boxes().stream().map(Box::name).toList(), roles().toList());
    }
}
