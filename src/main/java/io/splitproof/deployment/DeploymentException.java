package io.splitproof.deployment;

/** A topology that could not be started, changed or reached. The message says what, where and what was seen. */
public final class DeploymentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeploymentException(String message) {
        super(message);
    }

    public DeploymentException(String message, Throwable cause) {
        super(message, cause);
    }
}
