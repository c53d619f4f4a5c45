package io.splitproof.store;

import java.nio.file.Path;

/** {@code verdicts.json}: what a judge said. The same judgement makes the same bytes. */
public final class VerdictFile {
    private VerdictFile() {}

    /** Writes a judgement, which is made of records. */
    public static void write(Path file, Object judgement) {
        RunDirectory.replace(file, Json.pretty(judgement));
    }

    /** Reads a judgement; throws DamagedRunException if the file holds none. */
    public static <T> T read(Path file, Class<T> type) {
        return RunDirectory.read(file, type);
    }
}
