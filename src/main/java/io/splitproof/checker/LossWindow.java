package io.splitproof.checker;

/**
 * The lost acknowledgements of one group in one episode, placed against its fault and heal.
 *
 * @param episode index of the finding about that group and episode: of the episode, where there is one group
 * @param lost how many
 * @param firstNanos when the first of them was acknowledged
 * @param lastNanos when the last of them was acknowledged
 * @param beforeFault acknowledged before the fault took effect
 * @param duringFault acknowledged from the fault to its heal
 * @param afterHeal acknowledged after the heal
 */
public record LossWindow(
        int episode, long lost, long firstNanos, long lastNanos, long beforeFault, long duringFault, long afterHeal) {}
