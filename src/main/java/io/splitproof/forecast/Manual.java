package io.splitproof.forecast;

import io.splitproof.forecast.Circumstances.Reinstated;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens to writes where no Sentinel acts: an operator promotes, and nothing but an operator demotes. */
final class Manual {
    private final Situation situation;

    Manual(Situation situation) {
        this.situation = situation;
    }

    static Exposure wiped(Situation situation) {
        return Exposure.none(situation.primary() + " keeps nothing on disk (save \"\", appendonly no) and starts again"
                + " empty; its replicas copy that, so everything acknowledged before is lost");
    }

    /** From the fault, or from the promotion where there was none, to the last acknowledgement that is lost. */
    Exposure loss() {
        return exposure(Duration.ZERO);
    }

    /** Time in which the old and the new primary both acknowledge. */
    Exposure splitBrain() {
        return situation.promotions().isEmpty()
                ? Exposure.none("nobody is promoted")
                : exposure(situation.promotions().get(0).asked());
    }

    private Exposure exposure(Duration from) {
        if (situation.promotions().isEmpty()) {
            return Exposure.none("nobody is promoted, so nothing discards writes");
        }
        Promotion promotion = situation.promotions().get(0);
        if (promotion.givenUp() != null) {
            return new Exposure(
                    upTo(promotion.givenUp(), from),
                    promotion.node() + " is given up for " + situation.primary()
                            + ", and with it all that it acknowledged since its promotion");
        }
        if (situation.isDead(situation.primaryNode()) && situation.healedAfter() == null) {
            return Exposure.none("a dead primary acknowledges nothing; only what " + promotion.node()
                    + " had not yet received is lost, and it was acknowledged before the fault");
        }
        Duration until = promotion.oldStopped() == null ? situation.loadEndsAfter() : promotion.oldStopped();
        if (until.compareTo(promotion.asked()) <= 0) {
            return Exposure.none(
                    situation.primary() + " accepts no writes any more when " + promotion.node() + " is promoted");
        }
        return new Exposure(
                upTo(until, from),
                situation.primary() + " lives and goes on accepting writes after " + promotion.node()
                        + " is promoted, until an operator stops it"
                        + (promotion.oldStopped() == null ? ", which nobody does" : ""));
    }

    private static Bounds upTo(Duration until, Duration from) {
        return new Bounds(Duration.ZERO, until.compareTo(from) > 0 ? until.minus(from) : Duration.ZERO);
    }

    /** True if a replica was promoted before its first synchronisation was over. */
    boolean promotesEmpty() {
        return !situation.promotions().isEmpty()
                && situation.promotions().get(0).empty();
    }

    /** What is lost then; what the old primary goes on to acknowledge is lost as well. */
    Exposure lossOfEmpty() {
        return new Exposure(
                loss().bounds(),
                situation.promotions().get(0).node() + " was promoted before it had ever been in sync with "
                        + situation.primary() + ", holds nothing, and everything acknowledged before is lost");
    }

    /** To what an operator goes back after a promoted primary has died; null where nobody goes back. */
    @Nullable
    RecoveryPoint goingBack() {
        Reinstated reinstated = situation.circumstances().reinstated();
        boolean died = situation.isDead(situation.primaryNode()) && situation.healedAfter() == null;
        return reinstated == null || !died || !situation.promotions().isEmpty()
                ? null
                : new RecoveryPoint(
                        reinstated.promotedBefore(),
                        true,
                        reinstated.node() + " takes writes again, and has nothing of what " + situation.primary()
                                + " acknowledged since its promotion");
    }
}
