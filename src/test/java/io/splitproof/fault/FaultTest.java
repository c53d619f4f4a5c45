package io.splitproof.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.splitproof.fault.Target.Role;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
    private static final Target BOX_1 = new Target("box-1");
    private static final Target BOX_2 = new Target("box-2");
    private static final List<Target> TWO = List.of(new Target("redis-1"), new Target("best-replica"));

    private static final List<Fault> ONE_OF_EACH = List.of(
            new Fault.Partition(
                    List.of(new LinkedHashSet<>(List.of("c1", "box-1")), Set.of("box-2")), Physics.BLACKHOLE),
            new Fault.Isolate(BOX_1, Physics.REFUSE),
            new Fault.OneWayCut(BOX_1, BOX_2, Physics.STALL),
            new Fault.ReplyLoss(BOX_1, BOX_2),
            new Fault.Delay(new Way.OneWay(BOX_1, BOX_2), Duration.ofMillis(300), Duration.ofMillis(50)),
            new Fault.Throttle(new Way.Around(BOX_1), 100_000),
            new Fault.Kill(TWO, CrashFlavour.HOST),
            new Fault.Stop(TWO),
            new Fault.Pause(TWO),
            new Fault.Restart(TWO),
            new Fault.ClockJump(TWO, Duration.ofMillis(-2_500)),
            new Fault.ClockDrift(TWO, 1.05));

    @Test
    void everyKindOfFaultIsNamedHere() {
        assertThat(ONE_OF_EACH)
                .extracting(Object::getClass)
                .map(kind -> (Object) kind)
                .containsExactlyInAnyOrderElementsOf(Arrays.asList((Object[]) Fault.class.getPermittedSubclasses()));
    }

    @Test
    void everyFaultSaysWhatItBreaksAndHow() {
        assertThat(ONE_OF_EACH)
                .extracting(Fault::describe)
                .containsExactly(
                        "partition [box-1, c1] | [box-2] (blackhole)",
                        "isolate box-1 (refuse)",
                        "one-way cut box-1 -> box-2 (stall)",
                        "reply loss for requests box-1 -> box-2",
                        "delay box-1 -> box-2 by 300 ms with 50 ms of jitter",
                        "throttle every link of box-1 to 100 KB/s",
                        "kill redis-1, best-replica (host crash)",
                        "stop redis-1, best-replica",
                        "pause redis-1, best-replica",
                        "restart redis-1, best-replica",
                        "clock jump of redis-1, best-replica by -2.5 s",
                        "clock drift of redis-1, best-replica at rate 1.05");
        assertThat(new Fault.ClockJump(TWO, Duration.ofSeconds(30)).describe()).endsWith(" by +30 s");
        assertThat(new Fault.Kill(TWO, CrashFlavour.PROCESS).describe())
                .isEqualTo("kill redis-1, best-replica (process crash)");
    }

    @Test
    void faultsOnLinksAreToldFromFaultsOnProcessesAndClocks() {
        assertThat(ONE_OF_EACH)
                .extracting(Fault::cutsLinks)
                .containsExactly(true, true, true, true, false, false, false, false, false, false, false, false);
        assertThat(ONE_OF_EACH)
                .extracting(Fault::hitsLinks)
                .containsExactly(true, true, true, true, true, true, false, false, false, false, false, false);
        assertThat(ONE_OF_EACH)
                .filteredOn(Fault::changesClocks)
                .hasOnlyElementsOfTypes(Fault.ClockJump.class, Fault.ClockDrift.class)
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void everyRoleIsFoundByItsWord(Role role) {
        assertThat(new Target(role.word()).role()).contains(role);
        assertThat(role.word()).matches("[a-z]+(-[a-z]+)*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis-1", "box-1", "PRIMARY", "best_replica", "primary-1", ""})
    void anyOtherNameIsANodeOrBox(String name) {
        assertThat(new Target(name).role()).isEmpty();
    }

    @Test
    void aScheduleIsInOrderOfStartsAndKeepsTheOrderOfOneInstant() {
        var schedule = new Schedule(List.of(at("late", 9), at("early", 1), at("same-1", 5), at("same-2", 5)), end());
        assertThat(schedule.faults())
                .extracting(ScheduledFault::id)
                .containsExactly("early", "same-1", "same-2", "late");
    }

    @Test
    void aFaultIsFoundByItsId() {
        var schedule = new Schedule(List.of(at("f1", 1), at("f2", 2)), end());
        assertThat(schedule.fault("f2").at()).isEqualTo(Duration.ofSeconds(2));
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> schedule.fault("f3"))
                .withMessageContaining("\"f3\"");
    }

    @Test
    void aHealComesAfterTheFaultHasLasted() {
        var fault = new ScheduledFault("f1", Duration.ofSeconds(5), Duration.ofSeconds(25), ONE_OF_EACH.get(1));
        assertThat(fault.healAt()).contains(Duration.ofSeconds(30));
        assertThat(at("f1", 5).healAt()).isEmpty();
    }

    private static ScheduledFault at(String id, long seconds) {
        return new ScheduledFault(id, Duration.ofSeconds(seconds), null, new Fault.Stop(TWO));
    }

    private static Duration end() {
        return Duration.ofSeconds(10);
    }

    @Test
    void aCutOfSomePortsSaysSoAndAllOthersCutAll() {
        assertThat(new Fault.Isolate(BOX_1, Physics.BLACKHOLE, Ports.BUS).describe())
                .isEqualTo("isolate box-1 (blackhole, bus ports alone)");
        assertThat(new Fault.Isolate(BOX_1, Physics.BLACKHOLE).describe()).isEqualTo("isolate box-1 (blackhole)");
        assertThat(new Fault.OneWayCut(BOX_1, BOX_2, Physics.STALL, null).ports())
                .isEqualTo(Ports.ALL);
        assertThat(new Fault.ReplyLoss(BOX_1, BOX_2).ports()).isEqualTo(Ports.ALL);
    }
}
