package io.splitproof.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.deployment.ClockReading;
import io.splitproof.deployment.FakeDeployment;
import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Disk;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.ScheduledBackup;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.Target;
import io.splitproof.fault.Way;
import io.splitproof.history.Clock;
import io.splitproof.history.Event;
import io.splitproof.history.Event.BackedUp;
import io.splitproof.history.Event.FaultApplied;
import io.splitproof.history.Event.FaultDoubted;
import io.splitproof.history.Event.FaultProven;
import io.splitproof.history.Event.FaultStarted;
import io.splitproof.history.Event.HealApplied;
import io.splitproof.history.Event.HealDoubted;
import io.splitproof.history.Event.HealProven;
import io.splitproof.history.Event.HealStarted;
import io.splitproof.history.Event.LinkProbed;
import io.splitproof.history.RealTime;
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.topology.Node;
import io.splitproof.topology.RestartPolicy;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The nemesis on a deployment whose engine and Toxiproxies are fakes. */
class NemesisTest {
    private static final Topology TOPOLOGY = ScenarioBuilder.named("nemesis")
            .box("box-1", "redis-1", "sentinel-1")
            .box("box-2", "redis-2", "sentinel-2")
            .writer("c1", 100)
            .build()
            .topology();
    private static final Target BOX_1 = new Target("box-1");
    private static final Target BOX_2 = new Target("box-2");
    private static final List<Target> REDIS_1 = List.of(new Target("redis-1"));

    private final FakeDeployment fake = new FakeDeployment(TOPOLOGY);
    private final List<Event> events = new ArrayList<>();
    private double factor = 1;
    private final Nemesis nemesis = new Nemesis(
            fake.start(),
            Runnable::run,
            new TestClock(),
            events::add,
            new Senses(
                    role -> role == Target.Role.PRIMARY ? List.of(TOPOLOGY.node("redis-1")) : List.of(),
                    fake::arrivedAt,
                    this::timeOf));

    private final Set<String> stuckClocks = new HashSet<>();

    /** A stuck clock shows nothing of what the node is told: the library is not active there. */
    private Optional<ClockReading> timeOf(Node node) {
        long now = System.nanoTime();
        return stuckClocks.contains(node.name())
                ? Optional.of(new ClockReading(now, Instant.EPOCH.plusNanos(now), now))
                : fake.timeOf(node);
    }

    private final class TestClock implements Clock {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public RealTime real(Duration scenario) {
            return new RealTime(Duration.ofNanos(Math.round(scenario.toNanos() / factor)));
        }
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private static ScheduledFault planned(Fault fault) {
        return planned(fault, Duration.ofSeconds(5));
    }

    private static ScheduledFault planned(Fault fault, @Nullable Duration lasts) {
        return new ScheduledFault("f1", Duration.ZERO, lasts, fault);
    }

    private List<String> kinds() {
        return events.stream()
                .filter(e -> !(e instanceof LinkProbed))
                .map(e -> e.getClass().getSimpleName())
                .toList();
    }

    static List<Fault> oneOfEachKind() {
        return List.of(
                new Fault.Partition(List.of(Set.of("box-1"), Set.of("box-2", "c1")), Physics.BLACKHOLE),
                new Fault.Isolate(BOX_1, Physics.BLACKHOLE),
                new Fault.OneWayCut(BOX_1, BOX_2, Physics.BLACKHOLE),
                new Fault.ReplyLoss(new Target("c1"), BOX_1),
                new Fault.Delay(new Way.OneWay(BOX_1, BOX_2), Duration.ofMillis(300), Duration.ofMillis(50)),
                new Fault.Delay(new Way.Around(BOX_1), Duration.ofMillis(40), Duration.ZERO),
                new Fault.Throttle(new Way.OneWay(BOX_1, BOX_2), 100_000),
                new Fault.Throttle(new Way.Around(BOX_1), 100_000),
                new Fault.Kill(REDIS_1, CrashFlavour.PROCESS),
                new Fault.Kill(REDIS_1, CrashFlavour.HOST),
                new Fault.Stop(REDIS_1),
                new Fault.Pause(REDIS_1),
                new Fault.Restart(REDIS_1),
                new Fault.ClockJump(REDIS_1, Duration.ofSeconds(-3)),
                new Fault.ClockDrift(REDIS_1, 10));
    }

    @Test
    void everyKindOfFaultIsTriedHere() {
        assertThat(oneOfEachKind().stream().map(Fault::getClass).distinct().map(Class::getName))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Fault.class.getPermittedSubclasses())
                        .map(Class::getName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void everyKindOfFaultIsAppliedProvenAndHealedWithoutATrace(Fault fault) {
        var atBoot = new TreeMap<>(fake.proxies());
        var planned = planned(fault);

        assertThat(nemesis.start(planned)).isTrue();
        assertThat(fake.calls()).as("a fault does something").isNotEmpty();
        nemesis.prove(planned);
        nemesis.heal(planned);
        nemesis.proveHealed(planned);

        assertThat(kinds())
                .containsExactly(
                        "FaultStarted", "FaultApplied", "FaultProven", "HealStarted", "HealApplied", "HealProven");
        assertThat(fake.proxies()).isEqualTo(atBoot);
        assertThat(TOPOLOGY.nodes()).allMatch(n -> fake.runs(n.name()));
        assertThat(fake.failures()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Physics.class, mode = EnumSource.Mode.EXCLUDE, names = "DROP")
    void everyPhysicsOfProxiesCutsAndHeals(Physics physics) {
        var atBoot = new TreeMap<>(fake.proxies());
        var planned = planned(new Fault.Isolate(BOX_1, physics));
        nemesis.start(planned);
        assertThat(fake.proxies().entrySet())
                .filteredOn(p -> !p.getValue().equals("on []"))
                .extracting(p -> p.getKey())
                .containsExactlyInAnyOrder(
                        "box-1.redis-2",
                        "box-1.sentinel-2",
                        "box-2.redis-1",
                        "box-2.sentinel-1",
                        "c1.redis-1",
                        "c1.sentinel-1");
        nemesis.prove(planned);
        nemesis.heal(planned);
        nemesis.proveHealed(planned);
        assertThat(kinds()).contains("FaultProven", "HealProven");
        assertThat(fake.proxies()).isEqualTo(atBoot);
    }

    @Test
    void aBlackholeClosesNothing() {
        nemesis.start(planned(new Fault.Isolate(BOX_1, Physics.BLACKHOLE)));
        assertThat(fake.calls()).noneMatch(call -> call.endsWith("off"));
    }

    @Test
    void bytesVanishOnEveryLinkBeforeTheEndsOfConnectionsAreHeldBack() {
        nemesis.start(planned(new Fault.Isolate(BOX_1, Physics.BLACKHOLE)));
        List<String> calls = fake.calls();
        int lastCut = lastIndex(calls, "timeout_");
        int firstLinger = firstIndex(calls, "slow_close_");
        assertThat(lastCut).isLessThan(firstLinger);
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        FaultApplied.class,
                        applied -> assertThat(applied.actions()).isEqualTo(12));
    }

    private static int firstIndex(List<String> calls, String part) {
        return calls.indexOf(
                calls.stream().filter(c -> c.contains(part)).findFirst().orElseThrow());
    }

    private static int lastIndex(List<String> calls, String part) {
        return calls.lastIndexOf(
                calls.stream().filter(c -> c.contains(part)).reduce((a, b) -> b).orElseThrow());
    }

    @Test
    void aOneWayCutIsProvenByArrivalOnOneSideAlone() {
        var planned = planned(new Fault.OneWayCut(BOX_1, BOX_2, Physics.BLACKHOLE));
        nemesis.start(planned);
        nemesis.prove(planned);
        assertThat(events)
                .filteredOn(e -> e instanceof LinkProbed)
                .extracting(e -> (LinkProbed) e)
                .allSatisfy(probe -> {
                    assertThat(probe.answered()).isFalse();
                    assertThat(probe.arrived()).isEqualTo(probe.from().equals("box-2"));
                })
                .hasSize(4);
        assertThat(events).last().isInstanceOf(FaultProven.class);
    }

    @Test
    void lostRepliesAreProvenByArrivalWithoutAnAnswer() {
        var planned = planned(new Fault.ReplyLoss(new Target("c1"), BOX_1));
        nemesis.start(planned);
        nemesis.prove(planned);
        assertThat(events)
                .filteredOn(e -> e instanceof LinkProbed)
                .extracting(e -> (LinkProbed) e)
                .allSatisfy(probe -> {
                    assertThat(probe.from()).isEqualTo("c1");
                    assertThat(probe.arrived()).isTrue();
                    assertThat(probe.answered()).isFalse();
                })
                .hasSize(2);
    }

    @Test
    void aCutThatSwallowsNothingIsDoubted() {
        var planned = planned(new Fault.Isolate(BOX_1, Physics.BLACKHOLE));
        nemesis.start(planned);
        fake.tamper("box-2.redis-1");
        nemesis.prove(planned);
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        FaultDoubted.class,
                        doubt -> assertThat(doubt.reason())
                                .isEqualTo(
                                        "1 of 6 proxies; bytes sent box-2 -> redis-1 should meet no arrival; arrived: true,"
                                                + " answered: true"));
    }

    @Test
    void aHealThatLeavesALinkCutIsDoubted() {
        var planned = planned(new Fault.Isolate(BOX_1, Physics.REFUSE));
        nemesis.start(planned);
        nemesis.heal(planned);
        nemesis.start(new ScheduledFault("f2", Duration.ZERO, null, new Fault.Isolate(BOX_2, Physics.REFUSE)));
        nemesis.proveHealed(planned);
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        HealDoubted.class,
                        doubt -> assertThat(doubt.reason()).startsWith("4 of 6 proxies; bytes sent"));
    }

    @Test
    void theWaysToAProcessCloseBeforeItIsKilledAndThoseOfClientsFirst() {
        nemesis.start(planned(new Fault.Kill(List.of(new Target("primary")), CrashFlavour.PROCESS)));
        assertThat(fake.calls()).containsExactly("c1.redis-1 off", "box-2.redis-1 off", "kill redis-1");
    }

    @Test
    void theWaysToAHostGoSilentBeforeItsProcessesDieAndNothingCloses() {
        nemesis.start(planned(new Fault.Kill(List.of(new Target("primary")), CrashFlavour.HOST)));
        List<String> calls = fake.calls();
        assertThat(calls.subList(calls.size() - 2, calls.size())).containsExactly("kill redis-1", "kill sentinel-1");
        List<String> cuts = calls.subList(0, calls.size() - 2);
        assertThat(cuts).hasSize(24).allMatch(call -> call.contains(" + "));
        assertThat(cuts.get(0)).as("a client's way first").startsWith("c1.");
    }

    @Test
    void aProcessStartsBeforeTheWaysToItOpen() {
        var planned = planned(new Fault.Kill(REDIS_1, CrashFlavour.PROCESS));
        nemesis.start(planned);
        fake.forgetCalls();
        nemesis.heal(planned);
        assertThat(fake.calls()).containsExactly("start redis-1", "box-2.redis-1 on", "c1.redis-1 on");
    }

    @Test
    void linksToAFrozenProcessCloseBeforeTheyAreCut() {
        nemesis.start(new ScheduledFault("f1", Duration.ZERO, null, new Fault.Pause(REDIS_1)));
        fake.forgetCalls();
        nemesis.start(
                new ScheduledFault("f2", Duration.ZERO, null, new Fault.OneWayCut(BOX_2, BOX_1, Physics.BLACKHOLE)));
        assertThat(fake.calls())
                .containsSubsequence("box-2.redis-1 off", "box-2.redis-1 + timeout_upstream", "box-2.redis-1 on")
                .doesNotContain("box-2.sentinel-1 off");
    }

    @Test
    void aFrozenProcessIsNotAskedWhatArrived() {
        nemesis.start(new ScheduledFault("f1", Duration.ZERO, null, new Fault.Pause(REDIS_1)));
        var cut = new ScheduledFault("f2", Duration.ZERO, null, new Fault.OneWayCut(BOX_2, BOX_1, Physics.BLACKHOLE));
        nemesis.start(cut);
        nemesis.prove(cut);
        assertThat(events)
                .filteredOn(e -> e instanceof LinkProbed)
                .extracting(e -> ((LinkProbed) e).toNode())
                .isNotEmpty()
                .doesNotContain("redis-1");
        assertThat(events).last().isInstanceOf(FaultProven.class);
    }

    @Test
    void aClockJumpsAtTheAnnouncedInstantOnEveryTarget() {
        var jump = new ScheduledFault(
                "f1",
                Duration.ZERO,
                null,
                new Fault.ClockJump(targets("sentinel-1", "redis-2"), Duration.ofSeconds(5)));
        long at = System.nanoTime() + nemesis.lead(jump).toNanos();
        nemesis.announce(jump, at);
        assertThat(fake.calls()).containsExactlyInAnyOrder("clock sentinel-1 644", "clock redis-2 644");
        assertThat(events).isEmpty();
        nemesis.start(jump);
        assertThat(System.nanoTime()).isGreaterThanOrEqualTo(at);
        nemesis.prove(jump);
        nemesis.healAll();
        assertThat(kinds()).containsExactly("FaultStarted", "FaultApplied", "FaultProven");
        assertThat(fake.calls()).hasSize(2);
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        FaultApplied.class,
                        applied -> assertThat(applied)
                                .extracting(FaultApplied::firstNanos, FaultApplied::lastNanos, FaultApplied::actions)
                                .containsExactly(at, at, 2));
        assertThat(events.get(2))
                .isInstanceOfSatisfying(
                        FaultProven.class,
                        proven -> assertThat(proven.evidence()).contains("sentinel-1 +5.000 s", "redis-2 +5.000 s"));
    }

    private static List<Target> targets(String... names) {
        return Arrays.stream(names).map(Target::new).toList();
    }

    @Test
    void aDriftIsHealedAtTheEndAndLeavesWhatTheClockHasGained() {
        var drift = planned(new Fault.ClockDrift(REDIS_1, 10), null);
        nemesis.start(drift);
        nemesis.prove(drift);
        nemesis.healAll();
        assertThat(kinds()).contains("FaultProven", "HealProven");
        var ahead = Duration.between(
                fake.timeOf(TOPOLOGY.node("redis-2")).orElseThrow().said(),
                fake.timeOf(TOPOLOGY.node("redis-1")).orElseThrow().said());
        assertThat(ahead).isGreaterThan(Duration.ofMillis(300));
    }

    @Test
    void aClockThatDoesNotChangeIsDoubted() {
        stuckClocks.add("redis-1");
        var jump = planned(new Fault.ClockJump(REDIS_1, Duration.ofSeconds(5)));
        nemesis.start(jump);
        nemesis.prove(jump);
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        FaultDoubted.class,
                        doubt -> assertThat(doubt.reason())
                                .isEqualTo("the clock of redis-1 did not come to show the change: expected +5.000 s"));
    }

    @Test
    void aChangeBeforeTheOneBeforeItHasBegunIsRefused() {
        var first = planned(new Fault.ClockJump(REDIS_1, Duration.ofSeconds(5)), null);
        var second = new ScheduledFault("f2", Duration.ZERO, null, new Fault.ClockJump(REDIS_1, Duration.ofSeconds(1)));
        long at = System.nanoTime() + nemesis.lead(first).toNanos();
        nemesis.announce(first, at);
        nemesis.announce(second, at);
        assertThat(nemesis.start(first)).isTrue();
        assertThat(nemesis.start(second)).isFalse();
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        FaultDoubted.class,
                        doubt -> assertThat(doubt.reason()).contains("has not begun yet; leave a second between"));
    }

    @Test
    void otherFaultsNeedNoAnnouncement() {
        var kill = planned(new Fault.Stop(REDIS_1));
        assertThat(nemesis.lead(kill)).isZero();
    }

    @Test
    void aTargetThatIsNothingIsRecordedAndNothingIsDone() {
        var planned = planned(new Fault.Stop(List.of(new Target("leader-sentinel"))));
        assertThat(nemesis.start(planned)).isFalse();
        nemesis.heal(planned);
        nemesis.proveHealed(planned);
        assertThat(fake.calls()).isEmpty();
        assertThat(kinds()).containsExactly("FaultStarted", "FaultDoubted");
        assertThat(events.get(0))
                .isInstanceOfSatisfying(
                        FaultStarted.class,
                        started -> assertThat(started.resolved()).isEmpty());
    }

    @Test
    void theEndHealsCutsAndPausesInReverseOrderAndLeavesTheDead() {
        nemesis.start(new ScheduledFault("cut", Duration.ZERO, null, new Fault.Isolate(BOX_2, Physics.REFUSE)));
        nemesis.start(new ScheduledFault("kill", Duration.ZERO, null, new Fault.Kill(REDIS_1, CrashFlavour.PROCESS)));
        nemesis.start(
                new ScheduledFault("pause", Duration.ZERO, null, new Fault.Pause(List.of(new Target("sentinel-1")))));
        nemesis.close();
        assertThat(events)
                .filteredOn(e -> e instanceof HealStarted)
                .extracting(e -> ((HealStarted) e).fault())
                .containsExactly("pause", "cut");
        assertThat(fake.runs("redis-1")).isFalse();
        assertThat(fake.runs("sentinel-1")).isTrue();
    }

    @Test
    void aFaultIsHealedOnce() {
        var planned = planned(new Fault.Isolate(BOX_1, Physics.REFUSE));
        nemesis.start(planned);
        nemesis.heal(planned);
        nemesis.heal(planned);
        nemesis.healAll();
        assertThat(events).filteredOn(e -> e instanceof HealApplied).hasSize(1);
    }

    @Test
    void theWayToADeadProcessStaysClosedWhenACutOnItIsHealed() {
        nemesis.start(planned(new Fault.Kill(REDIS_1, CrashFlavour.PROCESS), null));
        var between = new Fault.Partition(List.of(Set.of("box-1"), Set.of("box-2")), Physics.BLACKHOLE);
        var cut = new ScheduledFault("cut", Duration.ZERO, null, between);
        nemesis.start(cut);
        nemesis.heal(cut);
        assertThat(fake.proxies()).containsEntry("box-2.redis-1", "off []").containsEntry("box-2.sentinel-1", "on []");
    }

    @Test
    void aDeadHostStaysSilentWhenACutOnItsLinksIsHealed() {
        nemesis.start(planned(new Fault.Kill(REDIS_1, CrashFlavour.HOST), null));
        var atDeath = fake.proxies();
        var between = new Fault.Partition(List.of(Set.of("box-1"), Set.of("box-2")), Physics.BLACKHOLE);
        var cut = new ScheduledFault("cut", Duration.ZERO, null, between);
        nemesis.start(cut);
        nemesis.heal(cut);
        assertThat(fake.proxies()).isEqualTo(atDeath);
    }

    @Test
    void aProcessThatStartsAgainBehindACutStaysBehindIt() {
        var between = new Fault.Partition(List.of(Set.of("box-1"), Set.of("box-2")), Physics.BLACKHOLE);
        nemesis.start(new ScheduledFault("cut", Duration.ZERO, null, between));
        var whileCut = fake.proxies();
        var kill = planned(new Fault.Kill(REDIS_1, CrashFlavour.PROCESS));
        nemesis.start(kill);
        nemesis.heal(kill);
        assertThat(fake.proxies()).isEqualTo(whileCut);
    }

    @Test
    void oneDirectionStaysCutWhenTheOtherIsHealed() {
        var there =
                new ScheduledFault("there", Duration.ZERO, null, new Fault.OneWayCut(BOX_1, BOX_2, Physics.BLACKHOLE));
        var back =
                new ScheduledFault("back", Duration.ZERO, null, new Fault.OneWayCut(BOX_2, BOX_1, Physics.BLACKHOLE));
        nemesis.start(back);
        var oneWay = fake.proxies();
        nemesis.start(there);
        nemesis.heal(there);
        assertThat(fake.proxies()).isEqualTo(oneWay);
    }

    private static Fault.Kill hostLoss(Disk data) {
        return new Fault.Kill(REDIS_1, CrashFlavour.HOST, data);
    }

    @Test
    void aBackupIsASnapshotThatIsCopiedAway() {
        nemesis.backUp(new ScheduledBackup(Duration.ZERO, "redis-1"));
        assertThat(fake.calls()).containsExactly("snapshot of redis-1");
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        BackedUp.class, b -> assertThat(b.bytes()).isEqualTo(16));
    }

    @Test
    void aBackupThatFailsIsNotedAndNotRestored() {
        fake.refuseToSave();
        nemesis.backUp(new ScheduledBackup(Duration.ZERO, "redis-1"));
        var planned = planned(hostLoss(Disk.BACKUP));
        nemesis.start(planned);
        nemesis.heal(planned);
        assertThat(kinds()).containsExactly("Noted", "FaultStarted", "FaultApplied", "HealStarted", "HealDoubted");
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        HealDoubted.class,
                        d -> assertThat(d.reason()).contains("there is no backup of redis-1 to restore"));
    }

    @Test
    void aRestoredHostStartsWithItsBackupAndNothingElse() {
        nemesis.backUp(new ScheduledBackup(Duration.ZERO, "redis-1"));
        var planned = planned(hostLoss(Disk.BACKUP));
        nemesis.start(planned);
        fake.forgetCalls();
        nemesis.heal(planned);
        assertThat(fake.calls()).containsSubsequence("rename redis-1 to redis-1-lost-1", "start redis-1");
        assertThat(fake.snapshotOf("redis-1")).isEqualTo("what redis-1 had");
        assertThat(kinds()).contains("Restored", "HealApplied");
        assertThat(fake.proxies().values()).containsOnly("on []");
    }

    @Test
    void aHostReachesTheOthersBeforeItsProcessesRunAndTheyReachItOnceTheyDo() {
        var planned = planned(new Fault.Kill(REDIS_1, CrashFlavour.HOST));
        nemesis.start(planned);
        fake.forgetCalls();
        nemesis.heal(planned);
        List<String> calls = fake.calls();
        int first = calls.indexOf("start redis-1");
        assertThat(calls.subList(0, first)).isNotEmpty().allMatch(call -> call.startsWith("box-1."));
        assertThat(calls.subList(first, calls.size()))
                .contains("box-2.redis-1 on", "c1.redis-1 on")
                .noneMatch(call -> call.startsWith("box-1."));
    }

    @Test
    void aHostWhoseDiskIsLostStartsEmpty() {
        nemesis.backUp(new ScheduledBackup(Duration.ZERO, "redis-1"));
        var planned = planned(hostLoss(Disk.LOST));
        nemesis.start(planned);
        nemesis.heal(planned);
        nemesis.proveHealed(planned);
        assertThat(fake.snapshotOf("redis-1")).isNull();
        assertThat(events).last().isInstanceOf(HealProven.class);
    }

    @Test
    void aHostThatKeepsItsDiskStartsTheSameContainer() {
        nemesis.backUp(new ScheduledBackup(Duration.ZERO, "redis-1"));
        var planned = planned(hostLoss(Disk.KEPT));
        nemesis.start(planned);
        fake.forgetCalls();
        nemesis.heal(planned);
        assertThat(fake.calls()).contains("start redis-1").noneMatch(call -> call.startsWith("rename"));
        assertThat(fake.snapshotOf("redis-1")).isEqualTo("what redis-1 had");
    }

    @Test
    void theEngineStartsAProcessAgainThatDiesFromInside() {
        var policy = new Topology(TOPOLOGY.boxes(), TOPOLOGY.nodes(), TOPOLOGY.groups(), RestartPolicy.UNLESS_STOPPED);
        try (var restarting = new FakeDeployment(policy)) {
            var itsEvents = new ArrayList<Event>();
            var its = new Nemesis(
                    restarting.start(),
                    Runnable::run,
                    new TestClock(),
                    itsEvents::add,
                    new Senses(role -> List.of(), restarting::arrivedAt, this::timeOf));
            var kill = planned(new Fault.Kill(REDIS_1, CrashFlavour.PROCESS), null);
            its.start(kill);
            its.prove(kill);
            its.close();
            assertThat(restarting.calls()).containsExactly("death of redis-1", "restart of redis-1");
            assertThat(itsEvents)
                    .last()
                    .isInstanceOfSatisfying(
                            FaultProven.class,
                            p -> assertThat(p.evidence()).contains("redis-1 was started again by its restart policy"));
        }
    }

    @Test
    void aStopThatEndedInSigkillIsDoubted() {
        fake.neverStops("redis-1");
        var planned = planned(new Fault.Stop(REDIS_1));
        nemesis.start(planned);
        nemesis.prove(planned);
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        FaultDoubted.class,
                        doubt -> assertThat(doubt.reason()).startsWith("the engine killed redis-1 (exit code 137)"));
    }

    private static Fault.Delay delay(long millis, long jitter) {
        return new Fault.Delay(
                new Way.OneWay(BOX_1, new Target("c1")), Duration.ofMillis(millis), Duration.ofMillis(jitter));
    }

    private static Fault.Throttle throttle(long bytesPerSecond) {
        return new Fault.Throttle(new Way.OneWay(BOX_1, new Target("c1")), bytesPerSecond);
    }

    @Test
    void aDelayIsSentAsItStandsInRealTime() {
        nemesis.start(planned(delay(300, 50)));
        assertThat(fake.toxicsSent())
                .containsExactlyInAnyOrder(
                        toxic("redis-1", "latency_300_50", "latency", "{\"latency\":300,\"jitter\":50}"),
                        toxic("sentinel-1", "latency_300_50", "latency", "{\"latency\":300,\"jitter\":50}"));
    }

    @Test
    void aDelayIsDividedByTheFactor() {
        factor = 10;
        nemesis.start(planned(delay(300, 50)));
        assertThat(fake.toxicsSent())
                .contains(toxic("redis-1", "latency_30_5", "latency", "{\"latency\":30,\"jitter\":5}"));
    }

    @Test
    void aThrottleIsSentInThousandsOfBytes() {
        nemesis.start(planned(throttle(100_000)));
        assertThat(fake.toxicsSent())
                .containsExactlyInAnyOrder(
                        toxic("redis-1", "bandwidth_100", "bandwidth", "{\"rate\":100}"),
                        toxic("sentinel-1", "bandwidth_100", "bandwidth", "{\"rate\":100}"));
    }

    @Test
    void aThrottleIsMultipliedByTheFactor() {
        factor = 10;
        nemesis.start(planned(throttle(100_000)));
        assertThat(fake.toxicsSent()).contains(toxic("redis-1", "bandwidth_1000", "bandwidth", "{\"rate\":1000}"));
    }

    private static String toxic(String node, String label, String type, String attributes) {
        return "c1." + node + " {\"name\":\"" + label + "_downstream\",\"type\":\"" + type
                + "\",\"stream\":\"downstream\",\"toxicity\":1,\"attributes\":" + attributes + "}";
    }

    @Test
    void aSlowLinkKeepsItsConnectionsWhenItIsHealed() {
        var planned = planned(new Fault.Delay(new Way.Around(BOX_1), Duration.ofMillis(40), Duration.ZERO));
        nemesis.start(planned);
        nemesis.heal(planned);
        assertThat(fake.calls()).noneMatch(call -> call.endsWith(" off"));
        assertThat(fake.calls())
                .containsSubsequence(
                        "c1.redis-1 + latency_40_0_upstream",
                        "c1.redis-1 + latency_40_0_downstream",
                        "c1.redis-1 - latency_40_0_downstream",
                        "c1.redis-1 - latency_40_0_upstream");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLinkThatDidNotBecomeSlowIsDoubted(boolean delay) {
        var planned = planned(delay ? delay(300, 50) : throttle(100_000));
        nemesis.start(planned);
        fake.tamper("c1.redis-1");
        nemesis.prove(planned);
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        FaultDoubted.class,
                        doubt -> assertThat(doubt.reason())
                                .startsWith("1 of 2 proxies; the last: ")
                                .contains("requests c1 -> redis-1 took", "before the fault"));
    }

    @Test
    void aLinkThatStaysSlowIsNotHealed() {
        var planned = planned(delay(300, 50));
        nemesis.start(planned);
        nemesis.heal(planned);
        nemesis.start(new ScheduledFault("f2", Duration.ZERO, null, delay(300, 50)));
        nemesis.proveHealed(planned);
        assertThat(events).last().isInstanceOf(HealDoubted.class);
    }

    @Test
    void aSlowLinkOfAHostThatHasDiedMeanwhileIsHealed() {
        var planned = planned(new Fault.Delay(new Way.Around(BOX_1), Duration.ofMillis(40), Duration.ZERO));
        nemesis.start(planned);
        nemesis.start(new ScheduledFault(
                "f2", Duration.ZERO, null, new Fault.Kill(List.of(new Target("box-1")), CrashFlavour.HOST)));
        nemesis.heal(planned);
        nemesis.proveHealed(planned);
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        HealProven.class,
                        proven -> assertThat(proven.evidence()).contains("a dead node or host"));
    }

    @Test
    void everyStepHasItsEventInTheOrderOfTime() {
        var planned = planned(new Fault.Isolate(BOX_1, Physics.BLACKHOLE));
        nemesis.start(planned);
        nemesis.prove(planned);
        nemesis.heal(planned);
        nemesis.proveHealed(planned);
        assertThat(events)
                .filteredOn(e -> !(e instanceof LinkProbed))
                .isSortedAccordingTo(java.util.Comparator.comparingLong(Event::atNanos))
                .last()
                .isInstanceOf(HealProven.class);
    }
}
