package io.splitproof.trial;

import io.splitproof.history.RealTime;
import io.splitproof.run.Convoy;
import io.splitproof.scenario.Scenario;
import java.util.function.Consumer;

/**
 * Several scenarios on one machine at once: they boot together and are measured together. A run that is unknown,
 * or says so of its claim, because its neighbours or the machine got in the way, is repeated once, alone; both run directories are kept.
 */
public final class SideBySide {
    /** In time-lapse a stall counts as many times as the clock is fast: above this factor a run is alone. */
    private static final double FASTEST = 5;

    private static final RealTime NOISE = RealTime.ofSeconds(3_600);

    private final Convoy convoy;

    /** @param atOnce how many are measured at once */
    public SideBySide(int atOnce) {
        this.convoy = new Convoy(atOnce);
    }

    /** As many at once as this machine bears: one more than it has processors. */
    public static int usual() {
        return Integer.getInteger("splitproof.at-once", Runtime.getRuntime().availableProcessors() + 1);
    }

    /**
     * Runs a scenario when it is its turn.
     *
     * @param ended is told of each run, also of one that is repeated
     */
    public Outcome run(Scenario scenario, Trial.Options options, Consumer<Outcome> ended) throws InterruptedException {
        Outcome first = once(scenario, options, isFast(scenario));
        ended.accept(first);
        if (!first.isUnknown()) {
            return first;
        }
        options.progress()
                .step(scenario.name() + " or its claim is unknown: it runs once more, alone; the first run is kept in "
                        + first.directory().path());
        Outcome second = once(scenario, options, true);
        ended.accept(second);
        return second;
    }

    private Outcome once(Scenario scenario, Trial.Options options, boolean alone) throws InterruptedException {
        try (var place = convoy.join(length(scenario), alone)) {
            return Trial.run(scenario, options.beside(place));
        }
    }

    private static boolean isFast(Scenario scenario) {
        return scenario.timeLapse() > FASTEST && scenario.literal() == null;
    }

    /** Where a document's files are tried containers come and go all the time: such runs go together, before others. */
    private static RealTime length(Scenario scenario) {
        return scenario.literal() == null
                ? RealTime.ofMillis(Math.round(scenario.schedule().end().toMillis() / scenario.timeLapse()))
                : NOISE;
    }
}
