package io.splitproof.forecast;

import java.time.Duration;

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
        if (situation.isDead(situation.primaryNode()) && situation.healedAfter() == null) {
            return Exposure.none("a dead primary acknowledges nothing; only what " + promotion.node()
                    + " had not yet received is lost, and it was acknowledged before the fault");
        }
        Duration until = promotion.oldDemoted() == null ? situation.loadEndsAfter() : promotion.oldDemoted();
        Duration longest = until.compareTo(from) > 0 ? until.minus(from) : Duration.ZERO;
        return new Exposure(
                new Bounds(Duration.ZERO, longest),
                situation.primary() + " lives and goes on accepting writes after " + promotion.node()
                        + " is promoted, until an operator makes it a replica"
                        + (promotion.oldDemoted() == null ? ", which nobody does" : ""));
    }
}
