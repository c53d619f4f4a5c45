package io.splitproof.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which fault when, and which step of an operator.
 *
 * @param faults in order of their start; those that wait for an event come last
 * @param backups what an operator copies away meanwhile; missing in recordings that are older than the word
 * @param steps in order of their start, those that wait for an event last; recordings from before there were steps have
 *     null
 * @param end when the load stops and everything is healed, in scenario time from the start of the load
 */
public record Schedule(
        List<ScheduledFault> faults,
        @Nullable List<ScheduledBackup> backups,
        @Nullable List<ScheduledStep> steps,
        Duration end) {
    /** The shortest control window: the same load without faults, before the first of them. */
    public static final Duration CONTROL = Duration.ofSeconds(2);

    public Schedule {
        backups = backups == null ? List.of() : List.copyOf(backups);
        faults = faults.stream()
                .sorted(Comparator.comparing((ScheduledFault f) -> f.after() != null)
                        .thenComparing(ScheduledFault::at))
                .toList();
        steps = steps == null
                ? List.of()
                : steps.stream()
                        .sorted(Comparator.comparing((ScheduledStep s) -> s.after() != null)
                                .thenComparing(ScheduledStep::at))
                        .toList();
    }

    /** A schedule in which no operator does anything. */
    public Schedule(List<ScheduledFault> faults, Duration end) {
        this(faults, List.of(), List.of(), end);
    }

    /** Never null. */
    @Override
    public List<ScheduledStep> steps() {
        return steps == null ? List.of() : steps;
    }

    /** Never null. */
    @Override
    public List<ScheduledBackup> backups() {
        return backups == null ? List.of() : backups;
    }

    /** The fault of that id; throws NoSuchElementException if there is none. */
    public ScheduledFault fault(String id) {
        return faults.stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no fault \"" + id + "\" in this schedule"));
    }

    /** The same with one more fault, or with another in place of the one of its id. */
    public Schedule with(ScheduledFault fault) {
        var all = new ArrayList<>(faults);
        all.removeIf(f -> f.id().equals(fault.id()));
        all.add(fault);
        return new Schedule(all, backups, steps, end);
    }

    /** The same with one more step. */
    public Schedule with(ScheduledStep step) {
        var all = new ArrayList<>(steps());
        all.add(step);
        return new Schedule(faults, backups, all, end);
    }

    /** The same with another end. */
    public Schedule until(Duration otherEnd) {
        return new Schedule(faults, backups, steps, otherEnd);
    }

    /** What its faults and steps wait for. */
    public Stream<Trigger> triggers() {
        return Stream.concat(
                        faults.stream().map(ScheduledFault::after),
                        steps().stream().map(ScheduledStep::after))
                .filter(Objects::nonNull);
    }

    /** The same with every fraction of a ping period replaced; nothing changes where no fault or step waits for one. */
    public Schedule atPingPhase(double fraction) {
        return new Schedule(
                faults.stream()
                        .map(f -> f.after() instanceof Trigger.PingPhase phase
                                ? new ScheduledFault(f.id(), f.at(), phase.at(fraction), f.lasts(), f.fault())
                                : f)
                        .toList(),
                backups,
                steps().stream()
                        .map(s -> s.after() instanceof Trigger.PingPhase phase ? s.waitingFor(phase.at(fraction)) : s)
                        .toList(),
                end);
    }

    /** Names of the Sentinels that a step tells to end themselves. */
    public Stream<String> simulating() {
        return steps().stream()
                .map(ScheduledStep::step)
                .flatMap(s -> s instanceof Step.SimulateFailure f && f.form() != SimulatedFailure.NONE
                        ? f.sentinels().stream()
                        : Stream.empty())
                .distinct();
    }

    /** Names of the nodes that a step ends for good. */
    public Set<String> retired() {
        return steps().stream()
                .flatMap(s -> s.step() instanceof Step.Retire r ? r.nodes().stream() : Stream.empty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Names of the nodes that a step starts, and that therefore do not run at boot. */
    public Set<String> startedLater() {
        return steps().stream()
                .filter(s -> s.step() instanceof Step.Start)
                .flatMap(s -> ((Step.Start) s.step()).nodes().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
