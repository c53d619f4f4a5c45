package io.splitproof.deployment;

/** Where the harness itself connects to: a box's bridge address, or a port published on 127.0.0.1. */
public record HostPort(String host, int port) {
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
