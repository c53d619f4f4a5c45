package io.splitproof.cli;

import io.splitproof.history.Event;
import io.splitproof.trial.Progress;
import java.io.PrintWriter;

/** Progress of a bench: what is being set up, a line each; events are the recording's. */
record StepLines(PrintWriter out) implements Progress {
    @Override
    public void step(String line) {
        out.println("  " + line);
        out.flush();
    }

    @Override
    public void event(Event event) {}
}
