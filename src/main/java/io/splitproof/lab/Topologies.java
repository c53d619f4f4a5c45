package io.splitproof.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The topologies that can be held up by name, each a scenario in which nothing is broken yet. */
public final class Topologies {
    /** Their names. */
    public static final List<String> NAMES = List.of("single", "replication", "sentinel", "cluster");

    private Topologies() {}

    /** The scenario text of that topology; empty where there is none of that name. */
    public static Optional<String> text(String name) {
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        try (InputStream file = Topologies.class.getResourceAsStream(name + ".yaml")) {
            if (file == null) {
                throw new IllegalStateException(name + ".yaml should be in the jar");
            }
            return Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
