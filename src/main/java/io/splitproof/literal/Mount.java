package io.splitproof.literal;

/**
 * One line of a service's {@code volumes}.
 *
 * @param source a path beside the compose file, such as {@code ./sentinel.conf}, or the name of a volume
 */
public record Mount(String source, String target, boolean readOnly) {
    /** Whether a file or directory of the host is mounted, rather than a volume. */
    public boolean isBind() {
        return source.startsWith("./");
    }
}
