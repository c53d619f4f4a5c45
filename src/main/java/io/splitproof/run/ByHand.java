package io.splitproof.run;

import io.splitproof.fault.Schedule;
import java.util.function.Consumer;

/**
 * A run whose schedule grows while it is played.
 *
 * @param onStage is handed the stage once the load has begun
 * @param onChange is told the whole schedule whenever something was added to it, before that is done
 */
public record ByHand(Consumer<Stage> onStage, Consumer<Schedule> onChange) {}
