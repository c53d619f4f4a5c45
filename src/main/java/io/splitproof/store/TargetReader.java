package io.splitproof.store;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Target;
import io.splitproof.topology.NodeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads what a fault hits, and reports names and roles that this topology does not have. */
final class TargetReader {
    private final Names names;
    private final Problems problems;

    TargetReader(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /** A box or a client by name. */
    Optional<String> box(Yaml yaml) {
        String name = yaml.text().orElse(null);
        if (name == null || names.allBoxes().contains(name)) {
            return Optional.ofNullable(name);
        }
        Names.Named node = names.node(name).orElse(null);
        problems.add(
                yaml.line(),
                node != null
                        ? "expected a box, but " + name + " is a node; its box is " + node.box()
                        : Nearest.unknown("box", name, names.allBoxes(), "boxes and clients are "));
        return Optional.empty();
    }

    /** A box or client by name, or the box of a node by its role. */
    Optional<Target> boxOrRole(Yaml yaml) {
        if (yaml.text().filter(Names::isRole).isPresent()) {
            return role(yaml, yaml.text().orElse(""));
        }
        return box(yaml).map(Target::new);
    }

    /** Nodes by name or role; with a host crash also boxes. */
    List<Target> nodes(Yaml yaml, CrashFlavour flavour) {
        var targets = new ArrayList<Target>();
        var seen = new HashSet<String>();
        for (Yaml item : yaml.oneOrMany()) {
            item.text().flatMap(name -> node(item, name, flavour)).ifPresent(target -> {
                targets.add(target);
                if (!seen.add(target.name())) {
                    problems.add(item.line(), "expected each target once, but " + target + " is listed twice");
                }
            });
        }
        return targets;
    }

    private Optional<Target> node(Yaml item, String name, CrashFlavour flavour) {
        if (Names.isRole(name)) {
            return role(item, name);
        }
        if (names.nodeNames().contains(name)
                || (flavour == CrashFlavour.HOST && names.nodeBoxes().contains(name))) {
            return Optional.of(new Target(name));
        }
        problems.add(item.line(), notANode(name));
        return Optional.empty();
    }

    private String notANode(String name) {
        if (names.clients().contains(name)) {
            return "expected a node, but " + name + " is a client; cut it off with isolate instead";
        }
        if (names.nodeBoxes().contains(name)) {
            return "expected a node, but " + name + " is a box; name its nodes, or kill it with flavour: host";
        }
        var known = new ArrayList<>(names.nodeNames());
        known.addAll(Names.roles());
        return Nearest.unknown("node or role", name, known, "there are ");
    }

    private Optional<Target> role(Yaml yaml, String role) {
        boolean sentinel = role.equals(Target.Role.LEADER_SENTINEL.word());
        boolean shards = names.shards().size() + names.joiningShards().size() > 1;
        if (!sentinel && (shards || !names.groups().isEmpty())) {
            problems.add(
                    yaml.line(),
                    "expected a node by its name where there are several " + (shards ? "shards" : "groups")
                            + ", but found the role \"" + role + "\", which each of them has");
            return Optional.empty();
        }
        int redis = names.nodes(NodeKind.REDIS).size();
        boolean there = sentinel
                ? !names.nodes(NodeKind.SENTINEL).isEmpty()
                : redis > (role.equals(Target.Role.PRIMARY.word()) ? 0 : 1);
        if (!there) {
            problems.add(
                    yaml.line(),
                    "expected a role that this topology has, but \"" + role + "\" finds no node: there is no "
                            + (sentinel ? "Sentinel" : "replica"));
        }
        return there ? Optional.of(new Target(role)) : Optional.empty();
    }
}
