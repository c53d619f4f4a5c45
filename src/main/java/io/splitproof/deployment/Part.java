package io.splitproof.deployment;

import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

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

    private static final Map<NodeKind, BiFunction<Node, Surroundings, Part>> RECIPES = Map.of(
            NodeKind.HAPROXY, (node, around) -> Haproxy.of(node, around).part(),
            NodeKind.KEEPALIVED, (node, around) -> new Keepalived(new Keeping(node, around)).part(),
            NodeKind.PACEMAKER, (node, around) -> new Pacemaker(new Keeping(node, around)).part(),
            NodeKind.POSTGRES, PostgresPart::of);

    /** What a node of a part's kind runs. */
    static Part of(Node node, Surroundings around) {
        BiFunction<Node, Surroundings, Part> recipe = RECIPES.get(node.kind());
        if (recipe == null) {
            throw new DeploymentException(
                    "nothing says what a node of kind " + node.kind().word() + " is to run, such as " + node.name());
        }
        return recipe.apply(node, around);
    }
}
