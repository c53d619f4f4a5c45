package io.splitproof.run;

import io.splitproof.fault.Schedule;
import io.splitproof.fault.Trigger;
import io.splitproof.history.Clock;
import io.splitproof.history.Event.HarnessStalled;
import io.splitproof.history.Journal;
import io.splitproof.history.RealTime;
import io.splitproof.probe.BalancerWatch;
import io.splitproof.probe.ClusterWatch;
import io.splitproof.probe.NodeWatch;
import io.splitproof.probe.Plane;
import io.splitproof.probe.SentinelPulse;
import io.splitproof.probe.SentinelWatch;
import io.splitproof.probe.Settings;
import io.splitproof.probe.VirtualIpWatch;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every probe of a run at work: a poller for each Redis node, a subscription to each Sentinel, and a stall watch. */
final class Watches implements AutoCloseable {
    /** Scenario time between two write probes of a node: the resolution of "writable". */
    private static final Duration POLL = Duration.ofMillis(10);
    /** Scenario time between two looks at what a Sentinel knows. */
    private static final Duration SETTINGS = Duration.ofSeconds(1);
    /** Between two ticks of the stall watch. */
    private static final RealTime TICK = RealTime.ofMillis(5);

    /** Scenario time. */
    private static final Duration STALL = Duration.ofMillis(100);

    /** Polling faster than this would itself disturb what is measured on a small machine. */
    private static final RealTime SHORTEST_POLL = RealTime.ofMillis(2);

    /** Of a Cluster as a node sees it. */
    private static final RealTime SHORTEST_VIEW = RealTime.ofMillis(10);

    /** A Sentinel is asked for its lateness alone, which no finer question would show better. */
    private static final RealTime SHORTEST_PULSE = RealTime.ofMillis(10);

    private final Clock clock;
    private final Journal journal;
    private final AtomicBoolean polling = new AtomicBoolean(true);
    private final AtomicBoolean ticking = new AtomicBoolean(true);
    private final ThreadPoolExecutor threads;
    private final Plane plane;
    private final Settings settings;
    private final AtomicReference<@Nullable String> leader;
    private final Set<String> asked;
    private final List<SentinelWatch> sentinels = new CopyOnWriteArrayList<>();
    private final @Nullable VirtualIpWatch virtualIp;

    /** @param schedule what it waits for is looked at more closely; nodes that it starts are not there yet */
    Watches(
            Topology topology,
            Schedule schedule,
            Plane plane,
            Settings settings,
            Clock clock,
            Journal journal,
            AtomicReference<@Nullable String> leader,
            ThreadPoolExecutor threads) {
        this.clock = clock;
        this.journal = journal;
        this.threads = threads;
        this.plane = plane;
        this.settings = settings;
        this.leader = leader;
        this.asked = schedule.triggers()
                .flatMap(t -> t instanceof Trigger.PingPhase phase ? Stream.of(phase.sentinel()) : Stream.empty())
                .collect(Collectors.toUnmodifiableSet());
        Set<String> synced = schedule.triggers()
                .flatMap(t -> t instanceof Trigger.FullSync sync ? Stream.of(sync.replica()) : Stream.empty())
                .collect(Collectors.toUnmodifiableSet());
        Set<String> later = schedule.startedLater();
        topology.sentinels().stream().filter(s -> !later.contains(s.name())).forEach(this::begin);
        for (Node node : topology.redisNodes()) {
            var watch = new NodeWatch(node, plane, clock, journal, synced.contains(node.name()));
            threads.execute(() -> poll(watch::poll, POLL, shortestPoll(topology)));
        }
        for (Node node : topology.members()) {
            var watch = new ClusterWatch(node, plane, clock, journal);
            threads.execute(() -> poll(watch::poll, POLL, shortestView(topology)));
        }
        topology.balancers().stream().filter(b -> !later.contains(b.name())).forEach(this::beginBalancer);
        this.virtualIp = topology.virtualIp() == null ? null : new VirtualIpWatch(plane, clock, journal);
        threads.execute(this::tick);
    }

    private void beginBalancer(Node balancer) {
        var watch = new BalancerWatch(balancer, plane, clock, journal);
        threads.execute(() -> poll(watch::poll, POLL, SHORTEST_PULSE));
    }

    /** Listens to a Sentinel or balancer that runs from now on; Redis nodes are polled all the time. */
    void begin(Node node) {
        if (node.isBalancer()) {
            beginBalancer(node);
        } else if (node.isSentinel()) {
            sentinels.add(new SentinelWatch(node, plane, clock, journal, leader));
            var pulse = new SentinelPulse(node, plane, clock, journal, asked.contains(node.name()));
            threads.execute(() -> poll(pulse::poll, POLL, SHORTEST_PULSE));
            threads.execute(() -> poll(() -> settings.recordChanged(node), SETTINGS, SHORTEST_PULSE));
        }
    }

    /** Every node of a Cluster is asked about every node: many are asked more rarely, so that asking stays a small load. */
    private static RealTime shortestView(Topology topology) {
        return SHORTEST_VIEW.atLeast(RealTime.ofMillis(squareTenth(topology)));
    }

    /** Of itself alone a node is asked more often than of the others. */
    private static RealTime shortestPoll(Topology topology) {
        long nodes = topology.redisNodes().size();
        return topology.isCluster()
                ? SHORTEST_POLL.atLeast(RealTime.ofMillis(Math.min(2 * nodes, squareTenth(topology))))
                : SHORTEST_POLL;
    }

    private static long squareTenth(Topology topology) {
        long nodes = topology.redisNodes().size();
        return nodes * nodes / 10;
    }

    private void poll(Runnable poll, Duration every, RealTime shortest) {
        Duration pause = clock.scenario(clock.real(every).atLeast(shortest));
        while (polling.get() && !Thread.currentThread().isInterrupted()) {
            long next = clock.nanos() + pause.toNanos();
            poll.run();
            LockSupport.parkNanos(
                    clock.real(Duration.ofNanos(next - clock.nanos())).nanos());
        }
    }

    private void tick() {
        long last = clock.nanos();
        Duration tick = clock.scenario(TICK);
        while (ticking.get() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TICK.nanos());
            long now = clock.nanos();
            long late = now - last - tick.toNanos();
            if (late > STALL.toNanos()) {
                journal.append(new HarnessStalled(now, late));
            }
            last = now;
        }
    }

    /** Stops probing writes, so that offsets can come to rest; Sentinels are still listened to. */
    void stopPolling() {
        polling.set(false);
    }

    @Override
    public void close() {
        polling.set(false);
        ticking.set(false);
        sentinels.forEach(SentinelWatch::close);
        if (virtualIp != null) {
            virtualIp.close();
        }
    }
}
