package io.splitproof.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The machine this process runs on, as far as finding or starting an engine depends on it. Tests use another root
 * directory and environment.
 */
public record Machine(Path root, Path home, long uid, Map<String, String> environment) {
    public Machine {
        environment = Map.copyOf(environment);
    }

    public static Machine current() {
        return new Machine(Path.of("/"), Path.of(System.getProperty("user.home", "/")), currentUid(), System.getenv());
    }

    /** The place of an absolute path below this machine's root. */
    Path at(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    boolean isRoot() {
        return uid == 0;
    }

    /** True on Debian, Ubuntu and what names one of them as its model in os-release. */
    boolean isDebianOrUbuntu() {
        String family = " " + osRelease("ID") + " " + osRelease("ID_LIKE") + " ";
        return family.contains(" debian ") || family.contains(" ubuntu ");
    }

    /** The name to show to people, such as "Debian GNU/Linux 12 (bookworm)". */
    String system() {
        String pretty = osRelease("PRETTY_NAME");
        return pretty.isEmpty() ? System.getProperty("os.name", "unknown system") : pretty;
    }

    boolean isMac() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
    }

    /** The value of a key in os-release without quotes, or an empty string. */
    String osRelease(String key) {
        try (Stream<String> lines = Files.lines(at("/etc/os-release"))) {
            return lines.filter(line -> line.startsWith(key + "="))
                    .map(line -> line.substring(key.length() + 1).replace("\"", ""))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** True when a program of this name is in a directory of PATH. */
    boolean has(String program) {
        return Stream.of(environment.getOrDefault("PATH", "").split(":", -1))
                .anyMatch(directory -> !directory.isEmpty() && Files.isExecutable(Path.of(directory, program)));
    }

    private static long currentUid() {
        try {
            return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return System.getProperty("user.name", "").equals("root") ? 0 : -1;
        }
    }
}
