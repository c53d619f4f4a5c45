package io.splitproof.junit;

import io.splitproof.trial.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Leave to run, where several test processes run scenarios at once: beside others, or alone. */
enum Turn {
    BESIDE_OTHERS,
    ALONE;

    /** A run that waits for its turn. */
    @FunctionalInterface
    interface Run {
        Outcome run() throws InterruptedException;
    }

    /** Runs when it is its turn, by a lock on a file that all processes of a build share. */
    Outcome take(Path runs, Run run) throws InterruptedException {
        try (FileChannel channel = open(runs)) {
            FileLock lock = channel.lock(0, Long.MAX_VALUE, this == BESIDE_OTHERS);
            try {
                return run.run();
            } finally {
                lock.release();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take a turn in " + runs, e);
        }
    }

    private static FileChannel open(Path runs) throws IOException {
        Files.createDirectories(runs);
        return FileChannel.open(
                runs.resolve("turn.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }
}
