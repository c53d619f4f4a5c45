package io.splitproof.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A scratch directory with the recipes in it, what they print and what they make. Closing it removes it. */
record RecipeDirectory(Path path) implements AutoCloseable {
    private static final String PREFIX = "splitproof-recipe-";
    private static final List<String> FILES = Stream.concat(
                    Stream.of("common.sh", "server.sh", "part.sh", "toxiproxy.sh", "engine.sh"),
                    ClockLibrary.SOURCES.stream())
            .toList();

    /** Unpacks the recipes from the class path; removes what killed processes left behind first. */
    static RecipeDirectory unpack() {
        try {
            removeOrphans(Path.of(System.getProperty("java.io.tmpdir")));
            Path directory =
                    Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
            for (String file : FILES) {
                unpack(file, directory);
            }
            Files.createFile(directory.resolve("log"));
            return new RecipeDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("unpacking the recipes", e);
        }
    }

    private static void unpack(String file, Path directory) throws IOException {
        Path target = directory.resolve(file);
        Files.createDirectories(target.getParent());
        Files.write(target, content(file));
    }

    /** The content of a file of {@code docker/}. */
    static byte[] content(String file) throws IOException {
        try (InputStream content = RecipeDirectory.class.getResourceAsStream("docker/" + file)) {
            if (content == null) {
                throw new IllegalStateException("the class path should hold io/splitproof/engine/docker/" + file
                        + " but does not; build with Maven");
            }
            return content.readAllBytes();
        }
    }

    /** Where a recipe puts the image archive. */
    Path output() {
        return path.resolve("output");
    }

    /** Where a recipe's output goes. */
    Path log() {
        return path.resolve("log");
    }

    /** The lines printed so far that are complete. */
    List<String> lines() throws IOException {
        String text = new String(Files.readAllBytes(log()), UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** Removes the directories of processes that are gone. */
    static void removeOrphans(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            entries.filter(RecipeDirectory::isOrphan).forEach(RecipeDirectory::remove);
        }
    }

    private static boolean isOrphan(Path entry) {
        String name = entry.getFileName().toString();
        return name.matches(PREFIX + "\\d+-.*")
                && ProcessHandle.of(
                                Long.parseLong(name.substring(PREFIX.length()).replaceFirst("-.*", "")))
                        .isEmpty();
    }

    @Override
    public void close() {
        remove(path);
    }

    private static void remove(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("removing " + directory, e);
        }
    }
}
