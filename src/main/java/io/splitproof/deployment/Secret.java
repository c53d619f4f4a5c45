package io.splitproof.deployment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The password of one run, and those of users with fewer rights, which tell nobody the first.
 *
 * <p>It lives in configuration files inside containers and in this process; never in an argument, an environment
 * variable, a log, a recorded setting or a report.
 */
public final class Secret {
    private static final String REDACTED = "******";

    private static final int HALF = 16;

    private final String value;
    private final Map<String, Secret> others = new ConcurrentHashMap<>();

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

    /** The password of a user of that name: always the same one in a run. */
    public Secret of(String user) {
        return others.computeIfAbsent(user, name -> new Secret(derived(name)));
    }

    private String derived(String user) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((value + " " + user).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HALF);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The text without the password, and without those of other users. */
    public String redact(String text) {
        String clean = text.replace(value, REDACTED);
        for (Secret other : others.values()) {
            clean = other.redact(clean);
        }
        return clean;
    }

    @Override
    public String toString() {
        return REDACTED;
    }
}
