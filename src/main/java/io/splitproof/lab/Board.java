package io.splitproof.lab;

import io.splitproof.fault.Fault;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.history.Event;
import io.splitproof.history.Phase;
import io.splitproof.scenario.Scenario;
import io.splitproof.topology.Link;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import io.splitproof.trial.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is known of a topology that is held up: made of the events as they are recorded. Thread-safe. */
public final class Board implements Progress {
    private static final int MOST_LINES = 10_000;
    /** Real time that a stall must have lasted to be worth a line. */
    private static final long TELLABLE_NANOS = 100_000_000L;

    private final Scenario scenario;
    private final Progress next;
    private final Function<Event, Optional<String>> words;
    private final Map<String, Event.RoleSeen> roles = new HashMap<>();
    private final Map<String, String> writes = new HashMap<>();
    private final Map<String, Fault> planned = new HashMap<>();
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final Map<String, ClientCount> clients = new LinkedHashMap<>();
    private final Map<Long, String> asked = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private Phase phase = Phase.BOOT;
    private int dropped;
    private long now;

    /** A fault that has begun. */
    private static final class Held {
        private final Event.FaultStarted started;
        private final @Nullable Fault fault;
        private String state = "applying";

        Held(Event.FaultStarted started, @Nullable Fault fault) {
            this.started = started;
            this.fault = fault;
        }
    }

    private record Watcher(String text, CompletableFuture<Line> found) {}

    /**
     * A board that knows nothing yet.
     *
     * @param next is told whatever this is told
     * @param words the line of an event, without colours; empty for what needs none
     */
    public Board(Scenario scenario, Progress next, Function<Event, Optional<String>> words) {
        this.scenario = scenario;
        this.next = next;
        this.words = words;
        scenario.clients().forEach(c -> clients.put(c.name(), new ClientCount(c)));
    }

    @Override
    public void step(String line) {
        next.step(line);
    }

    @Override
    public void event(Event event) {
        note(event);
        next.event(event);
    }

    private synchronized void note(Event event) {
        now = Math.max(now, event.atNanos());
        if (event instanceof Event.Invoked e) {
            asked.put(e.op(), e.client());
        } else if (event instanceof Event.Completed e) {
            ended(e);
        } else {
            observe(event);
            words.apply(event).filter(w -> isTellable(event)).ifPresent(w -> say(event, w));
        }
    }

    private void ended(Event.Completed event) {
        ClientCount count = clients.get(String.valueOf(asked.remove(event.op())));
        if (count != null) {
            count.ended(event.outcome(), event.atNanos());
        }
    }

    private void observe(Event event) {
        if (event instanceof Event.PhaseStarted e) {
            phase = e.phase();
        } else if (event instanceof Event.RoleSeen e) {
            roles.put(e.node(), e);
        } else if (event instanceof Event.WriteProbed e) {
            writes.put(e.node(), e.answer().name().toLowerCase(Locale.ROOT));
        } else if (event instanceof Event.FaultStarted e) {
            if (!e.resolved().isEmpty()) {
                held.put(e.fault(), new Held(e, planned.get(e.fault())));
            }
        } else if (event instanceof Event.FaultApplied e) {
            state(e.fault(), "applied");
        } else if (event instanceof Event.FaultProven e) {
            state(e.fault(), "proven");
            forgetRestart(e.fault());
        } else if (event instanceof Event.FaultDoubted e) {
            state(e.fault(), "doubted");
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

    /** A restart is over once it is done. */
    private void forgetRestart(String fault) {
        if (planned.get(fault) instanceof Fault.Restart) {
            held.remove(fault);
        }
    }

    /** What the targets of a fault that holds were when it began; empty where it does not hold. */
    synchronized List<String> resolved(String fault) {
        Held one = held.get(fault);
        return one == null ? List.of() : one.started.resolved();
    }

    @Override
    public void plan(ScheduledFault fault) {
        synchronized (this) {
            planned.put(fault.id(), fault.fault());
        }
        next.plan(fault);
    }

    private boolean isTellable(Event event) {
        double tellable = TELLABLE_NANOS * Math.max(1, scenario.timeLapse());
        if (event instanceof Event.HarnessStalled stalled) {
            return stalled.lateNanos() >= tellable;
        }
        return !(event instanceof Event.NodeLate late) || late.lateNanos() >= tellable;
    }

    private void say(Event event, String text) {
        var line = new Line(dropped + lines.size() + 1, event.atNanos(), kind(event), text);
        lines.add(line);
        if (lines.size() > MOST_LINES) {
            lines.remove(0);
            dropped++;
        }
        watchers.removeIf(w -> text.contains(w.text()) && w.found().complete(line));
    }

    private static String kind(Event event) {
        if (event instanceof Event.FaultStarted || event instanceof Event.FaultDoubted) {
            return "fault";
        } else if (event instanceof Event.HealStarted || event instanceof Event.HealProven) {
            return "heal";
        } else if (event instanceof Event.StepStarted || event instanceof Event.StepDone) {
            return "step";
        }
        return event instanceof Event.SentinelSaid ? "sentinel" : "other";
    }

    /** The number of the newest line; 0 where there is none. */
    public synchronized int newest() {
        return dropped + lines.size();
    }

    /** The lines after one of that number, in their order; the oldest of a very long session are gone. */
    public synchronized List<Line> after(int number) {
        int from = Math.min(lines.size(), Math.max(0, number - dropped));
        return List.copyOf(lines.subList(from, lines.size()));
    }

    /** Is completed with the first line after that number whose text holds these words; at once if it is there. */
    synchronized CompletableFuture<Line> awaited(String text, int number) {
        var found = new CompletableFuture<Line>();
        after(number).stream()
                .filter(l -> l.text().contains(text))
                .findFirst()
                .ifPresentOrElse(found::complete, () -> watchers.add(new Watcher(text, found)));
        return found;
    }

    /** Everything that is known now. */
    public synchronized Snapshot snapshot() {
        Topology topology = scenario.topology();
        return new Snapshot(
                now / 1e9,
                phase.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                topology.nodes().stream().map(this::node).toList(),
                held.values().stream().flatMap(h -> links(h).stream()).toList(),
                held.values().stream().map(Board::fault).toList(),
                clients.values().stream().map(c -> c.at(now)).toList());
    }

    private Snapshot.NodeState node(Node node) {
        Event.RoleSeen seen = roles.get(node.name());
        return new Snapshot.NodeState(
                node.name(),
                node.box(),
                node.isSentinel(),
                seen == null ? null : seen.role(),
                seen == null ? null : primary(seen),
                writes.get(node.name()),
                hitBy(node));
    }

    private @Nullable String primary(Event.RoleSeen seen) {
        return scenario.topology().nodes().stream()
                .filter(n -> n.address().toString().equals(seen.primary()))
                .map(Node::name)
                .findFirst()
                .orElse(seen.primary());
    }

    /** Faults on links hold no process; others name nodes, or boxes with all that is in them. */
    private @Nullable String hitBy(Node node) {
        return held.values().stream()
                .filter(h -> h.fault != null && !h.fault.hitsLinks())
                .filter(h -> h.started.resolved().contains(node.name())
                        || h.started.resolved().contains(node.box()))
                .map(h -> h.started.fault())
                .findFirst()
                .orElse(null);
    }

    private static List<Snapshot.LinkState> links(Held fault) {
        boolean slow = fault.fault != null && fault.fault.slows().isPresent();
        return fault.started.links().stream()
                .sorted(Comparator.comparing(Link::toString))
                .map(l -> new Snapshot.LinkState(l.from(), l.to(), fault.started.fault(), !slow))
                .toList();
    }

    private static Snapshot.FaultState fault(Held fault) {
        return new Snapshot.FaultState(
                fault.started.fault(), fault.started.description(), fault.started.atNanos() / 1e9, fault.state);
    }
}
