package io.splitproof.engine;

import java.util.Optional;

/**
 * An image that containers can be made from.
 *
 * @param wanted what was asked for, such as {@code redis:7}
 * @param reference what containers are to be created from; differs from {@code wanted} for an image built here
 * @param id the engine's content hash, {@code sha256:...}
 * @param digest the registry's digest, empty for an image that was never in a registry
 * @param how how it was had
 * @param server product and version, such as {@code redis 7.0.15}
 */
public record Image(String wanted, String reference, String id, Optional<String> digest, How how, String server) {
    /** Where an image came from in this resolution. */
    public enum How {
        PRESENT,
        PULLED,
        BUILT
    }

    /** The version alone, such as {@code 7.0.15}. */
    public String version() {
        return server.substring(server.indexOf(' ') + 1);
    }
}
