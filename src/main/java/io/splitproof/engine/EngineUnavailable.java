package io.splitproof.engine;

import java.util.List;

/** No container engine answers and none could be started. Its message ends with the steps that help on this system. */
public final class EngineUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    EngineUnavailable(String problem, List<String> steps) {
        super(problem + ". What to do:\n  " + String.join("\n  ", steps));
    }
}
