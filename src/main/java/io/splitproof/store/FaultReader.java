package io.splitproof.store;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Disk;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.Ports;
import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.Target;
import io.splitproof.fault.Trigger;
import io.splitproof.fault.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the faults of a scenario file, in the order of the file: {@code f1}, {@code f2} and so on. */
final class FaultReader {
    /** A fault and where it stands. */
    record Placed(ScheduledFault scheduled, int line) {}

    private static final List<String> KINDS = List.of(
            "partition",
            "isolate",
            "cut",
            "lose-replies",
            "delay",
            "throttle",
            "kill",
            "stop",
            "pause",
            "restart",
            "jump-clock",
            "drift-clock");
    private static final Set<String> WITH_PHYSICS = Set.of("partition", "isolate", "cut");
    private static final Set<String> MODIFIERS =
            Set.of("at", "after", "for", "physics", "ports", "flavour", "data", "by", "jitter", "to-rate", "rate");

    private final Names names;
    private final Problems problems;
    private final TargetReader targets;
    private final TriggerReader triggers;

    FaultReader(Names names, TriggerReader triggers, Problems problems) {
        this.names = names;
        this.problems = problems;
        this.targets = new TargetReader(names, problems);
        this.triggers = triggers;
    }

    List<Placed> read(Yaml faults) {
        var read = new ArrayList<Placed>();
        int number = 0;
        for (Yaml item : faults.items()) {
            number++;
            String id = "f" + number;
            Optional<Fault> fault = item.isMapping() ? fault(item) : Optional.empty();
            Optional<Trigger> after = item.get("after").flatMap(triggers::read);
            Optional<Duration> at =
                    item.text("at").flatMap(Quantities::time).or(() -> after.map(t -> Schedule.CONTROL));
            Duration lasts = item.text("for").flatMap(Quantities::time).orElse(null);
            if (fault.isPresent() && at.isPresent()) {
                read.add(new Placed(
                        new ScheduledFault(id, at.get(), after.orElse(null), lasts, fault.get()), item.line()));
            }
        }
        return read;
    }

    private Optional<Fault> fault(Yaml item) {
        List<String> kinds = KINDS.stream().filter(item::has).toList();
        if (kinds.size() != 1) {
            boolean mistyped =
                    item.entries().stream().anyMatch(e -> !KINDS.contains(e.key()) && !MODIFIERS.contains(e.key()));
            if (kinds.size() > 1 || !mistyped) {
                problems.add(
                        item.line(),
                        "expected one of " + String.join(", ", KINDS) + " in a fault, but found "
                                + (kinds.isEmpty() ? "none" : String.join(" and ", kinds) + "; make two faults of it"));
            }
            return Optional.empty();
        }
        String kind = kinds.get(0);
        checkModifiers(item, kind);
        return item.get(kind).flatMap(value -> fault(kind, value, item));
    }

    private void checkModifiers(Yaml item, String kind) {
        allow(item, "physics", WITH_PHYSICS.contains(kind), kind);
        allow(item, "ports", WITH_PHYSICS.contains(kind), kind);
        if (item.text("physics").filter("drop"::equals).isPresent()
                && item.text("ports").filter(ports -> !ports.equals("all")).isPresent()) {
            problems.add(
                    item.line(), "expected all ports with physics: drop, which takes whole packets; drop \"ports\"");
        }
        item.get("ports")
                .filter(y -> names.shards().isEmpty())
                .ifPresent(y -> problems.add(
                        y.line(),
                        "expected no \"ports\" where the topology is no Cluster, which alone has a bus; drop it"));
        allow(item, "flavour", kind.equals("kill"), kind);
        allow(item, "by", kind.equals("delay") || kind.equals("jump-clock"), kind);
        allow(item, "jitter", kind.equals("delay"), kind);
        allow(item, "to-rate", kind.equals("throttle"), kind);
        allow(item, "rate", kind.equals("drift-clock"), kind);
        allow(item, "for", !kind.equals("restart"), kind);
        allow(item, "data", kind.equals("kill"), kind);
        boolean process = item.text("flavour").filter("host"::equals).isEmpty();
        if (kind.equals("kill") && process && item.has("data")) {
            problems.add(
                    item.get("data").map(Yaml::line).orElse(item.line()),
                    "expected flavour: host with \"data\", since a process crash leaves its host's disk alone; add it");
        }
    }

    private void allow(Yaml item, String modifier, boolean allowed, String kind) {
        if (!allowed && item.has(modifier)) {
            problems.add(
                    item.get(modifier).map(Yaml::line).orElse(item.line()),
                    "expected no \"" + modifier + "\" with " + kind + "; drop it");
        }
    }

    private Optional<Fault> fault(String kind, Yaml value, Yaml item) {
        Physics physics = word(Physics.values(), item.text("physics")).orElse(Physics.BLACKHOLE);
        Ports ports = word(Ports.values(), item.text("ports")).orElse(Ports.ALL);
        return switch (kind) {
            case "partition" -> partition(value, physics, ports);
            case "isolate" -> targets.boxOrRole(value).map(box -> new Fault.Isolate(box, physics, ports));
            case "cut" -> link(value).map(l -> new Fault.OneWayCut(l.get(0), l.get(1), physics, ports));
            case "lose-replies" -> link(value).map(l -> new Fault.ReplyLoss(l.get(0), l.get(1)));
            case "delay" -> delay(value, item);
            case "throttle" -> throttle(value, item);
            case "kill" -> kill(value, item);
            case "stop" -> some(value).map(Fault.Stop::new);
            case "pause" -> some(value).map(Fault.Pause::new);
            case "restart" -> some(value).map(Fault.Restart::new);
            case "jump-clock" -> jump(value, item);
            case "drift-clock" -> drift(value, item);
            default -> throw new AssertionError("unhandled kind of fault " + kind);
        };
    }

    private Optional<Fault> jump(Yaml value, Yaml item) {
        Optional<Duration> by =
                needed(item, "by", "jump-clock", "5s or by: -3s").flatMap(Quantities::signedTime);
        Optional<List<Target>> hit = some(value);
        return by.flatMap(b -> hit.map(h -> new Fault.ClockJump(h, b)));
    }

    private Optional<Fault> drift(Yaml value, Yaml item) {
        Optional<Double> rate = needed(item, "rate", "drift-clock", "1.05").flatMap(FaultReader::rate);
        Optional<List<Target>> hit = some(value);
        return rate.flatMap(r -> hit.map(h -> new Fault.ClockDrift(h, r)));
    }

    /** A rate of clocks, or empty where the schema has refused it. */
    private static Optional<Double> rate(String text) {
        return Optional.of(text)
                .filter(t -> t.matches("[0-9]{1,2}(\\.[0-9]{1,9})?"))
                .map(Double::valueOf)
                .filter(r -> r >= 0.1 && r <= 10);
    }

    private Optional<Fault> delay(Yaml value, Yaml item) {
        Optional<Way> way = way(value);
        Optional<Duration> latency = needed(item, "by", "delay", "300ms").flatMap(Quantities::time);
        Duration jitter = item.text("jitter").flatMap(Quantities::time).orElse(Duration.ZERO);
        if (latency.filter(l -> l.compareTo(jitter) <= 0).isPresent()) {
            problems.add(
                    item.get("jitter").map(Yaml::line).orElse(item.line()),
                    "expected a jitter below the " + Quantities.words(latency.get()) + " of the delay, but found "
                            + Quantities.words(jitter));
            return Optional.empty();
        }
        return way.flatMap(w -> latency.map(l -> new Fault.Delay(w, l, jitter)));
    }

    private Optional<Fault> throttle(Yaml value, Yaml item) {
        Optional<Way> way = way(value);
        Optional<Long> rate = needed(item, "to-rate", "throttle", "100KB/s").flatMap(Quantities::bandwidth);
        return way.flatMap(w -> rate.map(r -> new Fault.Throttle(w, r)));
    }

    private Optional<String> needed(Yaml item, String word, String kind, String example) {
        if (!item.has(word)) {
            problems.add(item.line(), "expected \"" + word + "\" with " + kind + ", such as " + word + ": " + example);
        }
        return item.text(word);
    }

    /** One direction, or a box for every link of it. */
    private Optional<Way> way(Yaml value) {
        return value.isMapping()
                ? link(value).map(l -> new Way.OneWay(l.get(0), l.get(1)))
                : targets.boxOrRole(value).map(Way.Around::new);
    }

    private Optional<Fault> kill(Yaml value, Yaml item) {
        CrashFlavour flavour = word(CrashFlavour.values(), item.text("flavour")).orElse(CrashFlavour.PROCESS);
        Disk data = word(Disk.values(), item.text("data")).orElse(Disk.KEPT);
        List<Target> hit = targets.nodes(value, flavour);
        return hit.isEmpty() ? Optional.empty() : Optional.of(new Fault.Kill(hit, flavour, data));
    }

    private Optional<List<Target>> some(Yaml value) {
        List<Target> hit = targets.nodes(value, CrashFlavour.PROCESS);
        return hit.isEmpty() ? Optional.empty() : Optional.of(hit);
    }

    private Optional<Fault> partition(Yaml value, Physics physics, Ports ports) {
        var groups = new ArrayList<Set<String>>();
        var seen = new LinkedHashSet<String>();
        for (Yaml group : value.items()) {
            var boxes = new LinkedHashSet<String>();
            for (Yaml item : group.items()) {
                targets.box(item).ifPresent(box -> {
                    boxes.add(box);
                    if (!seen.add(box)) {
                        problems.add(
                                item.line(),
                                "expected each box in one group, but " + box + " is in two; groups must not overlap");
                    }
                });
            }
            groups.add(boxes);
        }
        if (groups.size() == 1) {
            problems.add(
                    value.line(),
                    "expected two or more groups in a partition, but found one; to cut off one box use isolate");
        } else if (groups.isEmpty()) {
            problems.add(value.line(), "expected two or more groups in a partition, but found none");
        } else if (names.lonelyClients().containsAll(seen) && !seen.isEmpty()) {
            problems.add(
                    value.line(),
                    "expected links between these groups, but there are none: clients have no links to each other");
        }
        return Optional.of(new Fault.Partition(groups, physics, ports));
    }

    private Optional<List<Target>> link(Yaml value) {
        Optional<Target> from = value.get("from").flatMap(targets::boxOrRole);
        Optional<Target> to = value.get("to").flatMap(targets::boxOrRole);
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        String link = from.get() + " -> " + to.get();
        if (from.equals(to)) {
            problems.add(value.line(), "expected a link between two boxes, but " + link + " has one box at both ends");
        } else if (names.lonelyClients().contains(from.get().name())
                && names.lonelyClients().contains(to.get().name())) {
            problems.add(
                    value.line(), "expected a link of this topology, but there is none " + link + ": both are clients");
        }
        return Optional.of(List.of(from.get(), to.get()));
    }

    private static <E extends Enum<E>> Optional<E> word(E[] all, Optional<String> word) {
        for (E one : all) {
            if (word.filter(w -> w.equals(one.name().toLowerCase(Locale.ROOT))).isPresent()) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
