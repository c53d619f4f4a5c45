package io.splitproof.store;

import java.nio.file.Path;

/** A run directory that cannot be read: something in it is missing, damaged or of another format. */
public final class DamagedRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final long line;

    /**
     * @param line counted from 1; 0 where the file as a whole is meant
     * @param problem what was expected, what is there, what to do
     */
    DamagedRunException(Path file, long line, String problem) {
        super(file + (line > 0 ? ":" + line : "") + ": " + problem);
        this.file = file;
        this.line = line;
    }

    public Path file() {
        return file;
    }

    public long line() {
        return line;
    }
}
