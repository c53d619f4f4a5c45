package io.splitproof.engine;

/** The clock library cannot be had here, so that nodes can run in real time only. */
public final class ClockUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClockUnavailable(String reason) {
        super("the clock library cannot be had: " + reason
                + ". Without it clocks can neither be sped up nor set: run with --real-time and without clock faults");
    }
}
