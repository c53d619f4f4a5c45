package io.splitproof.trial;

import io.splitproof.run.Stage;
import io.splitproof.store.RunDirectory;

/** Whoever breaks and heals things by hand while a run goes on. */
@FunctionalInterface
public interface Director {
    /** The load has begun: from now on the stage takes orders. It is called by the run itself and must return soon. */
    void enter(RunDirectory directory, Stage stage);
}
