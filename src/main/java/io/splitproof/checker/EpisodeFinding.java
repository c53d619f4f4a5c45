package io.splitproof.checker;

import io.splitproof.forecast.Forecast;

/**
 * What one episode did to one group, beside what was forecast.
 *
 * @param index of the episode, from 0
 */
public record EpisodeFinding(
        int index, Episode episode, String group, Finding<Forecast> forecast, FailoverFinding failover, Gate gate) {
    /** False of a primary alone, which nobody watches and nothing can replace. */
    public boolean hasFailovers() {
        return forecast.toOptional().map(Forecast::watched).orElse(true);
    }
}
