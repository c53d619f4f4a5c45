package io.splitproof.forecast;

import java.util.Map;
import java.util.Optional;

/**
 * Product and version of a server, as far as its rules depend on them.
 *
 * @param valkey false for Redis
 */
public record Server(boolean valkey, int major, int minor) {
    /** What INFO says of itself: {@code valkey_version} of Valkey, which also gives a {@code redis_version} of 7.2.4. */
    public static Optional<Server> in(Map<String, String> info) {
        String valkey = info.getOrDefault("valkey_version", "");
        String version = valkey.isEmpty() ? info.getOrDefault("redis_version", "") : valkey;
        String[] numbers = version.split("\\.", -1);
        return numbers.length >= 2 && numbers[0].matches("\\d{1,4}") && numbers[1].matches("\\d{1,4}")
                ? Optional.of(new Server(!valkey.isEmpty(), Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])))
                : Optional.empty();
    }

    /** The server of an image such as {@code valkey:8.1}; empty for one that names no minor version. */
    public static Optional<Server> named(String image) {
        String[] parts = image.split("[:.]", -1);
        return parts.length >= 3 && parts[1].matches("\\d{1,4}") && parts[2].matches("\\d{1,4}")
                ? Optional.of(
                        new Server(parts[0].equals("valkey"), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])))
                : Optional.empty();
    }

    boolean isValkey(int fromMajor, int fromMinor) {
        return valkey && (major > fromMajor || (major == fromMajor && minor >= fromMinor));
    }

    /** Such as {@code valkey 9.1}. */
    public String words() {
        return (valkey ? "valkey " : "redis ") + major + "." + minor;
    }
}
