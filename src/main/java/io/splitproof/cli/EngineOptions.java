package io.splitproof.cli;

import io.splitproof.engine.Provision;
import picocli.CommandLine.Option;

/** Options of every command that needs an engine. */
final class EngineOptions {
    @Option(
            names = "--no-provision",
            description = "Install, start, pull and build nothing; the same as SPLITPROOF_PROVISION=never.")
    private boolean noProvision;

    Provision provision() {
        try {
            return noProvision ? Provision.NEVER : Provision.of(System.getenv());
        } catch (IllegalArgumentException e) {
            throw new BadUsage(String.valueOf(e.getMessage()));
        }
    }
}
