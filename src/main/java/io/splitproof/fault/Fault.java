package io.splitproof.fault;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Something that is broken on purpose. A fault is data: a nemesis applies and heals it. */
public sealed interface Fault {
    /** The fault in one line of words. */
    String describe();

    /** Cuts every link between boxes of different groups, both ways; boxes in no group keep all their links. */
    record Partition(
            List<Set<String>> groups,
            Physics physics,
            @Nullable Ports ports) implements Fault {
        public Partition {
            groups = groups.stream().map(Set::copyOf).toList();
            ports = Objects.requireNonNullElse(ports, Ports.ALL);
        }

        public Partition(List<Set<String>> groups, Physics physics) {
            this(groups, physics, Ports.ALL);
        }

        @Override
        public Ports ports() {
            return Objects.requireNonNullElse(ports, Ports.ALL);
        }

        @Override
        public String describe() {
            return "partition "
                    + groups.stream()
                            .map(g -> g.stream().sorted().collect(Collectors.joining(", ", "[", "]")))
                            .collect(Collectors.joining(" | "))
                    + how(physics, ports());
        }
    }

    /** Cuts every link of one box, both ways. A role word means the box of that node. */
    record Isolate(Target box, Physics physics, @Nullable Ports ports) implements Fault {
        public Isolate {
            ports = Objects.requireNonNullElse(ports, Ports.ALL);
        }

        public Isolate(Target box, Physics physics) {
            this(box, physics, Ports.ALL);
        }

        @Override
        public Ports ports() {
            return Objects.requireNonNullElse(ports, Ports.ALL);
        }

        @Override
        public String describe() {
            return "isolate " + box + how(physics, ports());
        }
    }

    /** Cuts one direction: nothing that {@code from} sends reaches {@code to}, whoever opened the connection. */
    record OneWayCut(
            Target from,
            Target to,
            Physics physics,
            @Nullable Ports ports) implements Fault {
        public OneWayCut {
            ports = Objects.requireNonNullElse(ports, Ports.ALL);
        }

        public OneWayCut(Target from, Target to, Physics physics) {
            this(from, to, physics, Ports.ALL);
        }

        @Override
        public Ports ports() {
            return Objects.requireNonNullElse(ports, Ports.ALL);
        }

        @Override
        public String describe() {
            return "one-way cut " + from + " -> " + to + how(physics, ports());
        }
    }

    /**
     * Requests from {@code from} reach {@code to} and are executed; their replies never arrive. Connections that
     * {@code to} opens towards {@code from} are untouched.
     */
    record ReplyLoss(Target from, Target to) implements Fault {
        @Override
        public String describe() {
            return "reply loss for requests " + from + " -> " + to;
        }
    }

    /**
     * Bytes arrive later by {@code latency}, give or take {@code jitter}, in their order; connections stay up. Scenario
     * time.
     */
    record Delay(Way way, Duration latency, Duration jitter) implements Fault {
        @Override
        public String describe() {
            return "delay " + way + " by " + millis(latency)
                    + (jitter.isZero() ? "" : " with " + millis(jitter) + " of jitter");
        }

        private static String millis(Duration time) {
            return BigDecimal.valueOf(time.toNanos(), 6).stripTrailingZeros().toPlainString() + " ms";
        }
    }

    /** So many bytes at most pass in a second of scenario time, on each connection; what is more waits its turn. */
    record Throttle(Way way, long bytesPerSecond) implements Fault {
        @Override
        public String describe() {
            boolean thousands = bytesPerSecond % 1_000 == 0;
            return "throttle " + way + " to "
                    + (thousands ? bytesPerSecond / 1_000 + " KB/s" : bytesPerSecond + " B/s");
        }
    }

    /**
     * SIGKILL. With flavour HOST every process of the targets' boxes dies at once.
     *
     * @param data what a crashed host finds when it comes back; missing in recordings that are older than the word
     */
    record Kill(
            List<Target> targets,
            CrashFlavour flavour,
            @Nullable Disk data) implements Fault {
        public Kill {
            targets = List.copyOf(targets);
            data = Objects.requireNonNullElse(data, Disk.KEPT);
        }

        public Kill(List<Target> targets, CrashFlavour flavour) {
            this(targets, flavour, Disk.KEPT);
        }

        @Override
        public Disk data() {
            return Objects.requireNonNullElse(data, Disk.KEPT);
        }

        @Override
        public String describe() {
            return "kill " + list(targets) + " (" + (flavour == CrashFlavour.HOST ? "host" : "process") + " crash"
                    + (data() == Disk.KEPT ? "" : data() == Disk.LOST ? ", disk lost" : ", disk lost, backup restored")
                    + ")";
        }
    }

    /** SIGTERM: a graceful shutdown, which waits for replicas up to shutdown-timeout. It is not a crash. */
    record Stop(List<Target> targets) implements Fault {
        public Stop {
            targets = List.copyOf(targets);
        }

        @Override
        public String describe() {
            return "stop " + list(targets);
        }
    }

    /** Freezes the process; its kernel still acknowledges bytes. Healing thaws it. */
    record Pause(List<Target> targets) implements Fault {
        public Pause {
            targets = List.copyOf(targets);
        }

        @Override
        public String describe() {
            return "pause " + list(targets);
        }
    }

    /** SIGKILL and an immediate start of the same process with its data. There is nothing to heal. */
    record Restart(List<Target> targets) implements Fault {
        public Restart {
            targets = List.copyOf(targets);
        }

        @Override
        public String describe() {
            return "restart " + list(targets);
        }
    }

    /**
     * Sets the wall clocks of nodes forward, or back where {@code by} is negative; monotonic clocks run on. Healing sets
     * them the other way; without an end it is for good.
     *
     * @param by in the nodes' own time
     */
    record ClockJump(List<Target> targets, Duration by) implements Fault {
        public ClockJump {
            targets = List.copyOf(targets);
        }

        @Override
        public String describe() {
            return "clock jump of " + list(targets) + " by " + (by.isNegative() ? "" : "+") + seconds(by);
        }
    }

    /**
     * Lets both clocks of nodes, wall and monotonic, run at another rate than the run's. Healing restores the rate; what
     * the clocks have gained or lost by then stays.
     *
     * @param rate 1.05 gains 50 ms in a second of scenario time
     */
    record ClockDrift(List<Target> targets, double rate) implements Fault {
        public ClockDrift {
            targets = List.copyOf(targets);
        }

        @Override
        public String describe() {
            return "clock drift of " + list(targets) + " at rate " + rate;
        }
    }

    /** How it cuts its links; empty for every other kind. */
    default Optional<Physics> cutBy() {
        if (this instanceof Partition partition) {
            return Optional.of(partition.physics());
        }
        if (this instanceof Isolate isolate) {
            return Optional.of(isolate.physics());
        }
        if (this instanceof OneWayCut cut) {
            return Optional.of(cut.physics());
        }
        return this instanceof ReplyLoss ? Optional.of(Physics.BLACKHOLE) : Optional.empty();
    }

    /** True of a cut at which packets are lost, which needs a kernel's help. */
    default boolean dropsPackets() {
        return cutBy().filter(Physics.DROP::equals).isPresent();
    }

    /** The ports of its links that it cuts; missing in recordings that are older than the word, where it is all. */
    default Ports ports() {
        return Ports.ALL;
    }

    /** The links that it slows and does not cut; empty for every other kind. */
    default Optional<Way> slows() {
        if (this instanceof Delay delay) {
            return Optional.of(delay.way());
        }
        return this instanceof Throttle throttle ? Optional.of(throttle.way()) : Optional.empty();
    }

    /** True of faults on links, whose effect is proven by bytes; false of faults on processes and clocks. */
    default boolean hitsLinks() {
        return cutsLinks() || slows().isPresent();
    }

    /** True of faults that let nothing pass in some direction. */
    default boolean cutsLinks() {
        return cutBy().isPresent();
    }

    /** True of faults on the clocks of nodes, which need the clock library on every node. */
    default boolean changesClocks() {
        return this instanceof ClockJump || this instanceof ClockDrift;
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros().toPlainString() + " s";
    }

    private static String list(List<Target> targets) {
        return targets.stream().map(Target::name).collect(Collectors.joining(", "));
    }

    private static String how(Physics physics, Ports ports) {
        return " (" + word(physics) + (ports == Ports.ALL ? "" : ", " + word(ports) + " ports alone") + ")";
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(java.util.Locale.ROOT);
    }
}
