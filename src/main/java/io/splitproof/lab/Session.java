package io.splitproof.lab;

import io.splitproof.fault.Fault;
import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.run.Stage;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.Problem;
import io.splitproof.store.ScenarioDraft;
import io.splitproof.store.ScenarioException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What was ordered so far, as a scenario, and the stage on which it is carried out. Thread-safe.
 *
 * <p>An order is first added to the draft, which refuses what a scenario file could not say, and then given: the draft is
 * at every moment the schedule that is being played.
 */
final class Session {
    private static final long MILLI = 1_000_000;

    private final Stage stage;
    private final Board board;
    private ScenarioDraft draft;
    private boolean ended;

    Session(ScenarioDraft draft, Stage stage, Board board) {
        this.draft = draft;
        this.board = board;
        this.stage = stage;
    }

    synchronized Scenario scenario() {
        return draft.scenario();
    }

    /** Gives an order; the faults or steps are returned, with their ids. */
    synchronized List<String> give(Order order) {
        requireOpen();
        Duration at = now();
        ScenarioDraft before = draft;
        ScenarioDraft next = before;
        for (Map<String, ?> item : order.items()) {
            ScenarioDraft base = next;
            next = refused(() -> order.isStep() ? base.withStep(at, item) : base.withFault(at, item));
        }
        draft = next;
        return order.isStep() ? takeNew(before) : beginNew(before);
    }

    private List<String> beginNew(ScenarioDraft before) {
        List<String> known = ids(before.scenario().schedule());
        List<ScheduledFault> added = draft.scenario().schedule().faults().stream()
                .filter(f -> !known.contains(f.id()))
                .toList();
        added.forEach(board::plan);
        added.forEach(stage::begin);
        return added.stream().map(f -> f.id() + ": " + f.describe()).toList();
    }

    private static List<String> ids(Schedule schedule) {
        return schedule.faults().stream().map(ScheduledFault::id).toList();
    }

    private List<String> takeNew(ScenarioDraft before) {
        List<ScheduledStep> steps = draft.scenario().schedule().steps();
        List<ScheduledStep> added =
                steps.subList(before.scenario().schedule().steps().size(), steps.size());
        added.forEach(stage::take);
        return added.stream().map(s -> s.id() + ": " + s.describe()).toList();
    }

    /** Faults that were begun and can be healed, in the order of their beginnings. */
    synchronized List<ScheduledFault> open() {
        return draft.scenario().schedule().faults().stream()
                .filter(f -> f.lasts() == null && !(f.fault() instanceof Fault.Restart))
                .toList();
    }

    synchronized void heal(ScheduledFault fault) {
        requireOpen();
        Duration lasts = now().minus(fault.at());
        Duration positive = lasts.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : lasts;
        draft = refused(() -> draft.healed(fault.id(), positive));
        stage.heal(fault.id(), positive);
    }

    /** Ends the schedule now, after whatever was ordered last; nothing more can be ordered. */
    synchronized void end() {
        if (!ended) {
            ended = true;
            draft = upToNow();
            stage.end(draft.scenario().schedule().end());
        }
    }

    /** Nothing more can be ordered; where it was not told to end, it ended as it was planned. */
    synchronized void close() {
        ended = true;
    }

    /** The text of the scenario file that runs this again; if it has not ended, as if it ended now. */
    synchronized String text(List<String> comments) {
        return (ended ? draft : upToNow()).text(comments);
    }

    private ScenarioDraft upToNow() {
        Duration end = now();
        Schedule schedule = draft.scenario().schedule();
        for (ScheduledFault fault : schedule.faults()) {
            end = later(end, fault.healAt().orElse(fault.at().plusMillis(1)));
        }
        for (ScheduledStep step : schedule.steps()) {
            end = later(end, step.at().plusMillis(1));
        }
        return draft.until(end);
    }

    private static Duration later(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    /** In whole milliseconds, as a person reads a scenario file, and never inside the control window. */
    private Duration now() {
        long millis = Math.floorDiv(stage.now().toNanos() + MILLI - 1, MILLI);
        return later(Duration.ofMillis(millis), Schedule.CONTROL);
    }

    private void requireOpen() {
        if (ended) {
            throw new Refused("the session has ended; nothing more can be ordered");
        }
    }

    /** Without the place in a file that nobody at a prompt has seen. */
    private static String message(Problem problem) {
        return problem.message().replaceFirst("^(faults|steps)\\[\\d+](\\.[^: ]+)?: ", "");
    }

    private static ScenarioDraft refused(Supplier<ScenarioDraft> change) {
        try {
            return change.get();
        } catch (ScenarioException e) {
            throw new Refused(e.problems().stream().map(Session::message).collect(Collectors.joining("; ")));
        }
    }
}
