package io.splitproof.deployment;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The password of one run.
 *
 * <p>It lives in configuration files inside containers and in this process; never in an argument, an environment
 * variable, a log, a recorded setting or a report.
 */
public final class Secret {
    private static final String REDACTED = "******";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** A new random password of 128 bits. */
    public static Secret random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }

    /** The password itself, for a configuration file or an AUTH. */
    public String reveal() {
        return value;
    }

    /** The text without the password. */
    public String redact(String text) {
        return text.replace(value, REDACTED);
    }

    @Override
    public String toString() {
        return REDACTED;
    }
}
