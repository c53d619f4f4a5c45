package io.splitproof.forecast;

/** These faults have no forecast; the message says why. Whatever is judged by it is unknown. */
public final class NoForecast extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason why these faults, or what was done about them, have none */
    public NoForecast(String reason) {
        super("there is no forecast: " + reason);
    }
}
