package io.splitproof.client;

import org.jspecify.annotations.Nullable;

/** Nothing was sent, because there was no connection to send it on. */
final class NotConnected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotConnected(String reason, @Nullable Throwable cause) {
        super("Not connected: " + reason, cause);
    }
}
