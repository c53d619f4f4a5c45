package io.splitproof.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a fault hits: a node or box by name, or a node by its role at the moment of injection.
 *
 * @param name the name of a node or box, or a role word such as {@code best-replica}
 */
public record Target(String name) {
    /** Roles that are looked up when the fault starts; the node found is recorded. */
    public enum Role {
        PRIMARY,
        REPLICA,
        BEST_REPLICA,
        LEADER_SENTINEL;

        /** The word that scenario files use. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The role this target names, or empty if it is the name of a node or box. */
    public Optional<Role> role() {
        return Arrays.stream(Role.values()).filter(r -> r.word().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return name;
    }
}
