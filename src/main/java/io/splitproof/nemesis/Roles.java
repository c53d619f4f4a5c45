package io.splitproof.nemesis;

import io.splitproof.fault.Target.Role;
import io.splitproof.topology.Node;
import java.util.List;

/** Who has a role at this moment, as far as the observation plane can tell. */
@FunctionalInterface
public interface Roles {
    /** The nodes of that role, best first; empty if there is none. */
    List<Node> who(Role role);
}
