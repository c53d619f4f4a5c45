package io.splitproof.store;

/**
 * One thing that is wrong with a scenario file.
 *
 * @param file as the caller named it
 * @param line counted from 1; 0 where the file as a whole is meant
 * @param message what was expected, what is there and, where it is not plain, what to do
 */
public record Problem(String file, int line, String message) {
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
    }
}
