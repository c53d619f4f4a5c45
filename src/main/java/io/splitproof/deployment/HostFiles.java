package io.splitproof.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of one trial in a directory of the host, for bind mounts. Only this user may enter it, since a file can
 * hold the password. Closing it removes it.
 */
record HostFiles(Path directory) implements AutoCloseable {
    static HostFiles write(Map<String, String> files) {
        try {
            Path directory = Files.createTempDirectory("splitproof-files-");
            var written = new HostFiles(directory);
            for (var file : files.entrySet()) {
                Path path = directory.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the files that containers are to mount", e);
        }
    }

    /** The path of a mount's source, such as {@code ./sentinel.conf}. */
    Path source(String relative) {
        return directory.resolve(relative.substring("./".length()));
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
