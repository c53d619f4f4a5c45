package io.splitproof.nemesis;

import io.splitproof.topology.Node;
import java.util.Optional;
import java.util.Set;

/**
 * What reached a node, by its own account.
 *
 * <p>A link probe logs in under a user name that nobody has; the node notes that name in its ACL LOG. That entry is
 * evidence at the receiver, read past every proxy.
 */
@FunctionalInterface
public interface Arrivals {
    /** The probe names that a node has seen lately, or empty if it cannot be asked. */
    Optional<Set<String>> at(Node node);
}
