package io.splitproof.forecast;

/** These faults have no forecast; the message says why. Whatever is judged by it is unknown. */
public final class NoForecast extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoForecast(String reason) {
        super("there is no forecast: " + reason);
    }
}
