package io.splitproof.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The library that is preloaded into nodes to multiply their passage of time, compiled here from {@code docker/clock}.
 *
 * <p>One file serves every Linux image of this machine's architecture, with glibc or musl. It is compiled once for each
 * state of its sources and kept in the user's cache directory.
 */
public final class ClockLibrary {
    /** What the compiled library depends on. */
    static final List<String> SOURCES = List.of("clock.sh", "clock/clock.c", "clock/settings.h", "clock/kernel.h");

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "aarch64");

    private ClockLibrary() {}

    /**
     * The compiled library, to be copied into containers; compiled first where it is not yet.
     *
     * @throws ClockUnavailable with the reason; nodes must then not be started at another factor than 1
     */
    public static Path locate(Provision provision, Consumer<String> progress) {
        return locate(
                Machine.current(),
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                provision,
                progress);
    }

    static Path locate(
            Machine machine, String system, String architecture, Provision provision, Consumer<String> progress) {
        try {
            Path library = cache(machine).resolve("clock-" + hash() + "-" + architecture + ".so");
            if (!Files.exists(library)) {
                String obstacle = obstacle(machine, system, architecture, provision);
                if (!obstacle.isEmpty()) {
                    throw new ClockUnavailable(obstacle);
                }
                new Recipe("clock.sh", List.of(), LIMIT).make(machine, progress, built -> keep(built, library));
            }
            return library;
        } catch (RecipeFailed e) {
            throw new ClockUnavailable(String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            throw new ClockUnavailable("it cannot be kept in " + cache(machine) + " (" + e
                    + "); set XDG_CACHE_HOME to a directory that can be written");
        }
    }

    /** Why the library cannot be compiled here, or an empty string when it may be tried. */
    private static String obstacle(Machine machine, String system, String architecture, Provision provision) {
        if (!system.equals("Linux")) {
            return "it is compiled on Linux alone and this is " + system;
        }
        if (!ARCHITECTURES.contains(architecture)) {
            return "it has the system calls of x86-64 and arm64 alone and this is " + architecture;
        }
        if (provision == Provision.NEVER && !machine.has("gcc")) {
            return "gcc is not here and installing it is forbidden (--no-provision or " + Provision.VARIABLE
                    + "=never); install gcc by hand";
        }
        return "";
    }

    private static Path cache(Machine machine) {
        String named = machine.environment().getOrDefault("XDG_CACHE_HOME", "");
        Path caches = named.startsWith("/") ? Path.of(named) : machine.home().resolve(".cache");
        return caches.resolve("splitproof");
    }

    /** Another process may build the same file at the same time: each renames a whole one, and they are equal. */
    private static void keep(Path built, Path library) {
        try {
            Files.createDirectories(library.getParent());
            Path whole = Files.createTempFile(library.getParent(), "clock-", ".new");
            try {
                Files.copy(built, whole, StandardCopyOption.REPLACE_EXISTING);
                Files.move(whole, library, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String source : SOURCES) {
                digest.update(RecipeDirectory.content(source));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
