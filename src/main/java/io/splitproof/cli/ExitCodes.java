package io.splitproof.cli;

import io.splitproof.checker.Result;
import io.splitproof.deployment.DeploymentException;
import io.splitproof.engine.ClockUnavailable;
import io.splitproof.engine.EngineUnavailable;
import io.splitproof.engine.ImageUnavailable;
import io.splitproof.store.DamagedRunException;
import io.splitproof.store.ScenarioException;
import java.util.concurrent.CancellationException;

/** What each ending of the command means to the shell that called it. */
final class ExitCodes {
    static final int HELD = 0;
    static final int VIOLATED = 1;
    static final int UNKNOWN = 2;
    static final int USAGE = 64;
    static final int DAMAGED = 65;
    static final int NO_ENGINE = 69;
    static final int BROKEN = 70;
    static final int INTERRUPTED = 130;

    private ExitCodes() {}

    static int of(Result result) {
        return switch (result) {
            case HELD -> HELD;
            case VIOLATED -> VIOLATED;
            case UNKNOWN -> UNKNOWN;
        };
    }

    static int of(Throwable failure) {
        if (failure instanceof ScenarioException || failure instanceof BadUsage) {
            return USAGE;
        } else if (failure instanceof DamagedRunException) {
            return DAMAGED;
        } else if (failure instanceof EngineUnavailable
                || failure instanceof ImageUnavailable
                || failure instanceof ClockUnavailable) {
            return NO_ENGINE;
        } else if (isInterrupt(failure)) {
            return INTERRUPTED;
        }
        return BROKEN;
    }

    /** Whatever was being done, such as starting containers, may be what the interrupt is told by. */
    private static boolean isInterrupt(Throwable failure) {
        return failure instanceof InterruptedException
                || failure instanceof CancellationException
                || (failure instanceof DeploymentException && failure.getCause() instanceof InterruptedException);
    }
}
