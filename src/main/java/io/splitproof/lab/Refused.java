package io.splitproof.lab;

/** A command that cannot be carried out; nothing was done. The message says what was expected and what to do. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message);
    }
}
