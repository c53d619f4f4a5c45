package io.splitproof.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.splitproof.deployment.FakeDeployment;
import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledBackup;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.Step;
import io.splitproof.fault.Target;
import io.splitproof.fault.Trigger;
import io.splitproof.history.Event;
import io.splitproof.history.Event.FaultApplied;
import io.splitproof.history.Event.FaultStarted;
import io.splitproof.history.Event.HealStarted;
import io.splitproof.history.Event.PhaseStarted;
import io.splitproof.history.Event.SentinelSaid;
import io.splitproof.history.Event.StepStarted;
import io.splitproof.history.Phase;
import io.splitproof.nemesis.Nemesis;
import io.splitproof.nemesis.Senses;
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final double FACTOR = 20;
    private static final Topology TOPOLOGY = ScenarioBuilder.named("timeline")
            .box("box-1", "redis-1", "sentinel-1")
            .box("box-2", "redis-2", "sentinel-2")
            .writer("c1", 100)
            .build()
            .topology();

    private final FakeDeployment fake = new FakeDeployment(TOPOLOGY);
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final RunClock clock = new RunClock(FACTOR);
    private final Nemesis nemesis = new Nemesis(
            fake.start(),
            Runnable::run,
            clock,
            events::add,
            new Senses(role -> List.of(), fake::arrivedAt, fake::timeOf));

    @AfterEach
    void close() {
        fake.close();
    }

    private static ScheduledFault refuse(String id, String box, double at, @Nullable Double lasts) {
        return new ScheduledFault(
                id,
                seconds(at),
                lasts == null ? null : seconds(lasts),
                new Fault.Isolate(new Target(box), Physics.REFUSE));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private Timeline.Taken taken = Timeline.Taken.DONE;
    private Sightings sightings = new Sightings(new Schedule(List.of(), Duration.ZERO), events::add);

    private Timeline.Taken take(ScheduledStep step) {
        events.add(new StepStarted(clock.nanos(), step.id(), step.describe()));
        return taken;
    }

    private void play(Schedule schedule) throws InterruptedException {
        long start = clock.nanos();
        sightings = new Sightings(schedule, events::add);
        sightings.append(new PhaseStarted(start, Phase.CONTROL));
        events.clear();
        new Timeline(schedule, null, nemesis, this::take, clock, sightings, Runnable::run).play(start);
    }

    private List<String> steps() {
        return events.stream()
                .filter(e -> e instanceof FaultStarted || e instanceof HealStarted)
                .map(e -> e instanceof FaultStarted f ? "start " + f.fault() : "heal " + ((HealStarted) e).fault())
                .toList();
    }

    @Test
    void startsAndHealsComeInTheOrderOfTime() throws InterruptedException {
        play(new Schedule(
                List.of(
                        refuse("short", "c1", 2, 1.0),
                        refuse("long", "box-1", 1, 3.0),
                        refuse("open", "box-2", 5, null)),
                seconds(6)));
        assertThat(steps()).containsExactly("start long", "start short", "heal short", "heal long", "start open");
    }

    @Test
    void everyStepComesAtItsTimeAndNotBefore() throws InterruptedException {
        long from = clock.nanos();
        play(new Schedule(List.of(refuse("f1", "box-1", 1, 2.0)), seconds(4)));
        assertThat(at(FaultStarted.class) - from)
                .isBetween(seconds(1).toNanos(), seconds(15).toNanos());
        assertThat(at(HealStarted.class) - from)
                .isBetween(seconds(3).toNanos(), seconds(15).toNanos());
        assertThat(clock.nanos() - from).isGreaterThanOrEqualTo(seconds(4).toNanos());
    }

    private long at(Class<? extends Event> kind) {
        return events.stream()
                .filter(kind::isInstance)
                .findFirst()
                .orElseThrow()
                .atNanos();
    }

    @Test
    void aStepThatGoesOnBesideEndsNoScheduleWhenItFails() throws InterruptedException {
        taken = Timeline.Taken.FAILED;
        play(new Schedule(
                List.of(refuse("f1", "box-1", 2, 0.5)),
                List.of(),
                List.of(new ScheduledStep("s1", seconds(1), new Step.Rebalance("redis-2", 1, true))),
                seconds(3)));
        assertThat(events).anyMatch(StepStarted.class::isInstance);
        assertThat(steps()).containsExactly("start f1", "heal f1");
    }

    @Test
    void thePhaseOfFaultsBeginsWithTheFirstFaultAndOnce() throws InterruptedException {
        play(new Schedule(List.of(refuse("f1", "box-1", 0.5, 0.5), refuse("f2", "box-1", 1.5, 0.2)), seconds(2)));
        assertThat(events).filteredOn(e -> e instanceof PhaseStarted).hasSize(1);
        assertThat(events)
                .first()
                .isInstanceOfSatisfying(
                        PhaseStarted.class, phase -> assertThat(phase.phase()).isEqualTo(Phase.FAULTS));
        assertThat(events.get(1)).isInstanceOf(FaultStarted.class);
    }

    @Test
    void aHealAfterTheEndIsLeftToTheEnd() throws InterruptedException {
        play(new Schedule(List.of(refuse("f1", "box-1", 0.5, 60.0)), seconds(1)));
        assertThat(steps()).containsExactly("start f1");
    }

    @Test
    void aHealAtTheVeryEndIsStillPlayed() throws InterruptedException {
        play(new Schedule(List.of(refuse("f1", "box-1", 0.5, 0.5)), seconds(1)));
        assertThat(steps()).containsExactly("start f1", "heal f1");
    }

    @Test
    void aHealComesBeforeAFaultOfTheSameInstant() throws InterruptedException {
        play(new Schedule(List.of(refuse("f1", "box-1", 0.5, 0.5), refuse("f2", "box-1", 1, 0.5)), seconds(2)));
        assertThat(steps()).containsExactly("start f1", "heal f1", "start f2", "heal f2");
    }

    @Test
    void effectsAndHealsAreProven() throws InterruptedException {
        play(new Schedule(List.of(refuse("f1", "box-1", 0.2, 0.5)), seconds(1)));
        assertThat(events).extracting(e -> e.getClass().getSimpleName()).contains("FaultProven", "HealProven");
    }

    @Test
    void aClockJumpsAtItsTimeAlthoughItIsAnnouncedBefore() throws InterruptedException {
        long from = clock.nanos();
        var jump = new Fault.ClockJump(List.of(new Target("sentinel-1")), seconds(5));
        play(new Schedule(List.of(new ScheduledFault("f1", seconds(40), null, jump)), seconds(42)));
        assertThat(events)
                .extracting(e -> e.getClass().getSimpleName())
                .containsExactly("PhaseStarted", "FaultStarted", "FaultApplied", "FaultProven");
        assertThat(events.get(2))
                .isInstanceOfSatisfying(
                        FaultApplied.class,
                        applied -> assertThat(applied.firstNanos() - from)
                                .isBetween(seconds(40).toNanos(), seconds(41).toNanos()));
        assertThat(events.get(1).atNanos() - from)
                .isGreaterThanOrEqualTo(seconds(40).toNanos());
    }

    @Test
    void aFaultThatHitsNothingIsNotProven() throws InterruptedException {
        var nothing = new Fault.Kill(List.of(new Target("primary")), CrashFlavour.PROCESS);
        play(new Schedule(List.of(new ScheduledFault("f1", seconds(0.2), null, nothing)), seconds(0.5)));
        assertThat(events)
                .extracting(e -> e.getClass().getSimpleName())
                .containsExactly("PhaseStarted", "FaultStarted", "FaultDoubted");
    }

    @Test
    void aScheduleWithoutFaultsOnlyWaits() throws InterruptedException {
        long from = clock.nanos();
        play(new Schedule(List.of(), seconds(1)));
        assertThat(events).isEmpty();
        assertThat(clock.nanos() - from).isGreaterThanOrEqualTo(seconds(1).toNanos());
    }

    @Test
    void aBackupIsTakenAtItsTimeAndBeginsNoFaults() throws InterruptedException {
        var backup = new ScheduledBackup(seconds(0.5), "redis-1");
        play(new Schedule(List.of(), List.of(backup), List.of(), seconds(1)));
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.BackedUp.class,
                        b -> assertThat(b.startedNanos())
                                .isGreaterThanOrEqualTo(seconds(0.5).toNanos()));
    }

    @Test
    void anInterruptEndsThePlay() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> play(new Schedule(List.of(refuse("f1", "box-1", 50, null)), seconds(60))));
        assertThat(steps()).isEmpty();
    }

    private static ScheduledFault afterOdown(double plus, @Nullable Double lasts) {
        return new ScheduledFault(
                "f1",
                seconds(1),
                new Trigger.SentinelSays("+odown", seconds(plus)),
                lasts == null ? null : seconds(lasts),
                new Fault.Isolate(new Target("box-1"), Physics.REFUSE));
    }

    /** Plays a schedule in which a Sentinel says +odown at that time. */
    private long playWithOdown(Schedule schedule, double at) throws InterruptedException {
        long from = clock.nanos();
        var saying = CompletableFuture.runAsync(() -> {
            try {
                clock.awaitNanos(from + seconds(at).toNanos());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            sightings.append(new SentinelSaid(clock.nanos(), "sentinel-1", "+odown", "master mymaster"));
        });
        play(schedule);
        saying.join();
        return at(SentinelSaid.class);
    }

    @Test
    void aFaultBeginsAfterItsEventAndLastsFromThen() throws InterruptedException {
        long said = playWithOdown(new Schedule(List.of(afterOdown(0, 5.0)), seconds(40)), 10);
        assertThat(steps()).containsExactly("start f1", "heal f1");
        assertThat(at(FaultStarted.class) - said).isBetween(0L, seconds(14).toNanos());
        assertThat(at(HealStarted.class) - at(FaultStarted.class))
                .isBetween(seconds(4.5).toNanos(), seconds(19).toNanos());
    }

    @Test
    void aFaultWaitsLongerAfterItsEventIfItSaysSo() throws InterruptedException {
        long said = playWithOdown(new Schedule(List.of(afterOdown(10, null)), seconds(40)), 10);
        assertThat(at(FaultStarted.class) - said)
                .isGreaterThanOrEqualTo(seconds(10).toNanos());
        assertThat(steps()).containsExactly("start f1");
    }

    @Test
    void otherFaultsComeAtTheirTimeWhileOneWaitsForItsEvent() throws InterruptedException {
        playWithOdown(new Schedule(List.of(afterOdown(0, null), refuse("f2", "box-2", 2, 3.0)), seconds(45)), 30);
        assertThat(steps()).containsExactly("start f2", "heal f2", "start f1");
    }

    @Test
    void aClockJumpsAfterItsEventAsLateAsItsAnnouncementNeeds() throws InterruptedException {
        var jump = new ScheduledFault(
                "f1",
                seconds(1),
                new Trigger.SentinelSays("+odown", Duration.ZERO),
                null,
                new Fault.ClockJump(List.of(new Target("sentinel-1")), seconds(5)));
        long said = playWithOdown(new Schedule(List.of(jump), seconds(90)), 20);
        assertThat(at(FaultStarted.class) - said)
                .isGreaterThanOrEqualTo(nemesis.lead(jump).toNanos());
        assertThat(events).extracting(e -> e.getClass().getSimpleName()).contains("FaultProven");
    }

    @Test
    void anEventThatNeverComesEndsWithTheSchedule() throws InterruptedException {
        long from = clock.nanos();
        play(new Schedule(List.of(afterOdown(0, null)), seconds(3)));
        assertThat(events).isEmpty();
        assertThat(clock.nanos() - from).isGreaterThanOrEqualTo(seconds(3).toNanos());
    }

    @Test
    void aFaultThatWouldBeginAfterTheEndIsNotBegun() throws InterruptedException {
        playWithOdown(new Schedule(List.of(afterOdown(20, null)), seconds(20)), 2);
        assertThat(steps()).isEmpty();
    }

    private static ScheduledStep promote(String id, double at) {
        return new ScheduledStep(id, seconds(at), new Step.Promote("redis-2"));
    }

    @Test
    void stepsComeBetweenFaultsAtTheirTime() throws InterruptedException {
        play(new Schedule(
                List.of(refuse("f1", "box-1", 1, 2.0)),
                List.of(),
                List.of(promote("s1", 2), promote("s2", 4)),
                seconds(5)));
        assertThat(events)
                .filteredOn(e -> e instanceof FaultStarted || e instanceof HealStarted || e instanceof StepStarted)
                .extracting(e -> e.getClass().getSimpleName())
                .containsExactly("FaultStarted", "StepStarted", "HealStarted", "StepStarted");
    }

    @Test
    void nothingFurtherIsBegunAfterAStepThatDidNotSucceed() throws InterruptedException {
        taken = Timeline.Taken.FAILED;
        play(new Schedule(
                List.of(refuse("f1", "box-1", 2, null)),
                List.of(),
                List.of(promote("s1", 1), promote("s2", 3)),
                seconds(60)));
        assertThat(events).filteredOn(e -> e instanceof StepStarted).hasSize(1);
        assertThat(steps()).isEmpty();
    }

    /** What was to be done is off, and what is not broken shows that nothing was changed. */
    @Test
    void afterARefusalTheLoadGoesOnToTheEndAndNothingIsBegun() throws InterruptedException {
        taken = Timeline.Taken.REFUSED;
        long from = clock.nanos();
        play(new Schedule(
                List.of(refuse("f1", "box-1", 2, null)),
                List.of(),
                List.of(promote("s1", 1), promote("s2", 3)),
                seconds(5)));
        assertThat(events).filteredOn(e -> e instanceof StepStarted).hasSize(1);
        assertThat(steps()).isEmpty();
        assertThat(clock.nanos() - from).isGreaterThanOrEqualTo(seconds(5).toNanos());
    }
}
