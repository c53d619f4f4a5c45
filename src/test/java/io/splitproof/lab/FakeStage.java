package io.splitproof.lab;

import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.run.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it was asked for; its clock stands where it is put. */
public final class FakeStage implements Stage {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Duration now = Duration.ZERO;

    /** In the order of the calls, with times in milliseconds. */
    public List<String> asked() {
        return asked;
    }

    public void at(Duration time) {
        now = time;
    }

    @Override
    public Duration now() {
        return now;
    }

    @Override
    public void begin(ScheduledFault fault) {
        asked.add("begin " + fault.id() + " at " + fault.at().toMillis());
    }

    @Override
    public void heal(String fault, Duration lasts) {
        asked.add("heal " + fault + " after " + lasts.toMillis());
    }

    @Override
    public void take(ScheduledStep step) {
        asked.add("take " + step.id() + " at " + step.at().toMillis());
    }

    @Override
    public void end(Duration at) {
        asked.add("end at " + at.toMillis());
    }
}
