package io.splitproof.engine;

import java.util.Map;

/** Whether Splitproof may install packages, start an engine and build images on this machine. */
public enum Provision {
    AUTO,
    NEVER;

    /** The environment variable that forbids provisioning with the value {@code never}. */
    public static final String VARIABLE = "SPLITPROOF_PROVISION";

    /** What the environment says; {@code AUTO} where it says nothing. */
    public static Provision of(Map<String, String> environment) {
        String value = environment.getOrDefault(VARIABLE, "auto");
        if (value.equals("auto") || value.isEmpty()) {
            return AUTO;
        }
        if (value.equals("never")) {
            return NEVER;
        }
        throw new IllegalArgumentException(VARIABLE + " should be auto or never but is \"" + value + "\"");
    }
}
