package io.splitproof.store;

import io.splitproof.topology.NodeKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether what keeps a virtual IP can do so: two keepers of one kind, each beside a Redis node. */
final class VirtualIpChecks {
    private static final String COUNT = "[1-9][0-9]?";

    /** Of keepalived, by name, what a value looks like and is called. */
    private static final Map<String, List<String>> SETTINGS = Map.of(
            "advert-int", List.of(COUNT, "a number of seconds from 1 to 99"),
            "interval", List.of(COUNT, "a number of seconds from 1 to 99"),
            "fall", List.of(COUNT, "a number from 1 to 99"),
            "priority", List.of("[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-4]", "a number from 1 to 254"),
            "preempt", List.of("yes|no", "yes or no"));

    private final Yaml topology;
    private final Names names;
    private final Problems problems;

    VirtualIpChecks(Yaml topology, Names names, Problems problems) {
        this.topology = topology;
        this.names = names;
        this.problems = problems;
    }

    void check() {
        List<Names.Named> keepers = Stream.of(NodeKind.KEEPALIVED, NodeKind.PACEMAKER)
                .flatMap(kind -> names.nodes(kind).stream())
                .flatMap(name -> names.node(name).stream())
                .toList();
        if (keepers.isEmpty()) {
            return;
        }
        keepers.forEach(this::checkSettings);
        int line = keepers.get(0).line();
        if (!topology.has("virtual-ip")) {
            problems.add(
                    line,
                    "expected virtual-ip: {holder: ...} in a topology with "
                            + keepers.get(0).name());
        }
        boolean alike = keepers.stream().map(Names.Named::kind).distinct().count() == 1;
        if (keepers.size() != 2 || !alike) {
            problems.add(
                    line,
                    "expected two nodes that keep the virtual IP, both keepalived or both pacemaker, but found "
                            + String.join(
                                    ", ",
                                    keepers.stream().map(Names.Named::name).toList()));
        }
        checkRedis(keepers);
    }

    /** Two Redis nodes take their roles from where the address is; all others must say from whom they replicate. */
    private void checkRedis(List<Names.Named> keepers) {
        Set<String> kept = keepers.stream().map(Names.Named::box).collect(Collectors.toSet());
        for (Names.Named keeper : keepers) {
            long beside = redis().filter(n -> n.box().equals(keeper.box())).count();
            if (beside != 1) {
                problems.add(
                        keeper.line(),
                        "expected one Redis node beside " + keeper.name() + ", whose role it changes, but "
                                + keeper.box() + " has " + (beside == 0 ? "none" : String.valueOf(beside)));
            }
        }
        if (keepers.size() == 2 && kept.size() == 1) {
            problems.add(
                    keepers.get(1).line(),
                    "expected the keepers of a virtual IP in two boxes, but both are in "
                            + keepers.get(1).box());
        }
        redis().filter(n -> !kept.contains(n.box()) && !declaresUpstream(n))
                .forEach(n -> problems.add(
                        n.line(),
                        "expected " + n.name()
                                + " beside a keeper of the virtual IP, which changes its role, or replica-of for it;"
                                + " write nodes: {" + n.name() + ": {replica-of: ...}}"));
    }

    private Stream<Names.Named> redis() {
        return names.nodes(NodeKind.REDIS).stream().flatMap(name -> names.node(name).stream());
    }

    private boolean declaresUpstream(Names.Named node) {
        return topology.get("nodes")
                .flatMap(n -> n.get(node.name()))
                .filter(n -> n.has("replica-of"))
                .isPresent();
    }

    private void checkSettings(Names.Named keeper) {
        topology.get("nodes")
                .flatMap(n -> n.get(keeper.name()))
                .flatMap(n -> n.get("settings"))
                .ifPresent(settings -> settings.entries().forEach(s -> check(keeper.kind(), s)));
    }

    private void check(NodeKind kind, Yaml.Entry setting) {
        List<String> known = kind == NodeKind.KEEPALIVED
                ? SETTINGS.keySet().stream().sorted().toList()
                : List.of();
        List<String> expected = SETTINGS.get(setting.key());
        if (!known.contains(setting.key()) || expected == null) {
            problems.add(setting.line(), Nearest.unknown("setting", setting.key(), known, kind.word() + " has "));
        } else if (setting.value()
                .text()
                .filter(v -> v.matches(expected.get(0)))
                .isEmpty()) {
            problems.add(
                    setting.line(),
                    "expected " + expected.get(1) + " for " + setting.key() + ", but found "
                            + setting.value().described());
        }
    }
}
