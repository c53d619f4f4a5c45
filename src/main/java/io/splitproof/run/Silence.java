package io.splitproof.run;

/**
 * Leave to measure. Runs on one machine disturb one another while they boot, are removed and are judged; whoever starts
 * several at once says when one may be measured.
 */
@FunctionalInterface
public interface Silence {
    /** For a run that is alone. */
    Silence ALWAYS = Stretch::measure;

    /** Waits until no other run makes noise, and lets none do so until the stretch has ended, in whatever way. */
    void during(Stretch stretch) throws InterruptedException;

    /** The part of a run in which it is measured. */
    @FunctionalInterface
    interface Stretch {
        void measure() throws InterruptedException;
    }
}
