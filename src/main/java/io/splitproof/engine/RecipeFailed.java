package io.splitproof.engine;

/** A recipe ended badly or took too long. The message ends with the last lines it printed. */
final class RecipeFailed extends Exception {
    private static final long serialVersionUID = 1;

    RecipeFailed(String message) {
        super(message);
    }
}
