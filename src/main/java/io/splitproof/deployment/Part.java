package io.splitproof.deployment;

import io.splitproof.topology.Node;
import java.util.List;
import java.util.Map;

/**
 * What the container of a part is to run.
 *
 * @param command the process and its arguments, which never hold a password
 * @param files text by path, readable by root alone: the place for passwords
 */
record Part(List<String> command, Map<String, String> files, Needs needs) {
    Part {
        command = List.copyOf(command);
        files = Map.copyOf(files);
    }

    /** What a node of a part's kind runs. */
    static Part of(Node node, Surroundings around) {
        // Kinds are added as a case each.
        throw new DeploymentException("there is no recipe yet to run " + node.name() + " in " + around.boxIps());
    }
}
