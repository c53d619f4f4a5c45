package io.splitproof.cli;

/** An argument that cannot be used; the message says what was expected, what is there and what to do. */
final class BadUsage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadUsage(String message) {
        super(message);
    }
}
