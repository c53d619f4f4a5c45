package io.splitproof.store;

import io.splitproof.fault.Fault;
import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.store.FaultReader.Placed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether the faults of a schedule fit between its start and its end, and do not get in each other's way. */
final class ScheduleChecks {
    /** By how much a fault on clocks must change them. */
    private static final Duration SHOWS = Duration.ofMillis(500);

    private static final Duration FOR_GOOD = Duration.ofDays(10_000);

    private final Reach reach;
    private final Problems problems;

    ScheduleChecks(Reach reach, Problems problems) {
        this.reach = reach;
        this.problems = problems;
    }

    void check(List<Placed> faults, Optional<Duration> end) {
        faults.forEach(f -> checkStart(f, end));
        faults.forEach(f -> checkShows(f, end));
        for (int i = 0; i < faults.size(); i++) {
            for (int j = 0; j < i; j++) {
                checkApart(faults.get(j), faults.get(i), end.orElse(FOR_GOOD));
            }
        }
    }

    private void checkStart(Placed fault, Optional<Duration> end) {
        if (checkTime("fault", fault.scheduled().at(), fault.line(), end)) {
            Duration limit = end.orElse(FOR_GOOD);
            fault.scheduled()
                    .healAt()
                    .filter(h -> h.compareTo(limit) > 0)
                    .ifPresent(h -> problems.add(
                            fault.line(),
                            "expected a fault to be over by the end at " + Quantities.words(limit)
                                    + ", but it lasts until " + Quantities.words(h)
                                    + "; shorten it, move the end, or drop \"for\""));
        }
    }

    /** Whether a fault or step, as {@code what} calls it, lies before the end; told if not, or if it is too early. */
    boolean checkTime(String what, Duration at, int line, Optional<Duration> end) {
        if (at.compareTo(Schedule.CONTROL) < 0) {
            problems.add(
                    line,
                    "expected at: " + Quantities.words(Schedule.CONTROL) + " or later, but found "
                            + Quantities.words(at) + "; before the first " + what
                            + " the load runs without faults, as a control");
        }
        boolean late = end.filter(limit -> at.compareTo(limit) >= 0).isPresent();
        if (late) {
            problems.add(
                    line,
                    "expected a " + what + " before the end at " + Quantities.words(end.orElse(FOR_GOOD))
                            + ", but it starts at " + Quantities.words(at));
        }
        return !late;
    }

    /** A Sentinel tells the time of its last tick, so a smaller change of its clock could not be proven. */
    private void checkShows(Placed fault, Optional<Duration> end) {
        Fault what = fault.scheduled().fault();
        if (what instanceof Fault.ClockJump jump && jump.by().abs().compareTo(SHOWS) < 0) {
            problems.add(
                    fault.line(),
                    "expected a jump by " + Quantities.words(SHOWS) + " or more, but found "
                            + Quantities.words(jump.by()) + "; the nodes' answers could not show it");
        }
        if (what instanceof Fault.ClockDrift drift && end.isPresent()) {
            Duration lasts = Optional.ofNullable(fault.scheduled().lasts())
                    .orElse(end.get().minus(fault.scheduled().at()));
            double gained = Math.abs(drift.rate() - 1) * lasts.toNanos();
            if (gained < SHOWS.toNanos()) {
                problems.add(
                        fault.line(),
                        "expected a drift that changes the clock by " + Quantities.words(SHOWS)
                                + " or more while it lasts, but at rate " + drift.rate() + " it is "
                                + Quantities.words(Duration.ofMillis(Math.round(gained / 1e6)))
                                + "; the nodes' answers could not show it");
            }
        }
    }

    private void checkApart(Placed first, Placed second, Duration end) {
        if (!overlap(first.scheduled(), second.scheduled(), end)) {
            return;
        }
        reach.of(first.scheduled().fault()).stream()
                .filter(reach.of(second.scheduled().fault())::contains)
                .sorted()
                .findFirst()
                .ifPresent(what -> problems.add(
                        second.line(),
                        "expected one fault at a time on " + what + ", but the fault on line " + first.line()
                                + " holds it then too; move one of them"));
    }

    private static boolean overlap(ScheduledFault a, ScheduledFault b, Duration end) {
        return a.at().compareTo(over(b, end)) < 0 && b.at().compareTo(over(a, end)) < 0;
    }

    /** When it is over; one that waits for an event may begin, and hold what it holds, at any time until the end. */
    private static Duration over(ScheduledFault fault, Duration end) {
        boolean awaits = fault.after() != null;
        boolean instant = fault.fault() instanceof Fault.Restart || fault.fault() instanceof Fault.ClockJump;
        boolean forGood = fault.fault() instanceof Fault.Kill || fault.fault() instanceof Fault.Stop;
        Duration open = forGood ? FOR_GOOD : instant && !awaits ? fault.at().plusNanos(1) : end;
        return awaits ? open : fault.healAt().orElse(open);
    }
}
