package io.splitproof.lab.web;

import io.splitproof.lab.Verb;
import io.splitproof.scenario.Scenario;
import io.splitproof.topology.Box;
import io.splitproof.topology.Link;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.util.Arrays;
import java.util.List;

/** What a page has to know once: the topology that it draws. */
record Drawn(
        String name,
        String server,
        double factor,
        String kind,
        List<DrawnBox> boxes,
        List<Link> links,
        List<String> usages) {
    record DrawnBox(String name, boolean client, List<DrawnNode> nodes) {}

    record DrawnNode(String name, boolean sentinel) {}

    static Drawn of(Scenario scenario) {
        Topology topology = scenario.topology();
        String kind = topology.isCluster() ? "cluster" : topology.sentinels().isEmpty() ? "plain" : "sentinel";
        return new Drawn(
                scenario.name(),
                scenario.server(),
                scenario.timeLapse(),
                kind,
                topology.boxes().stream().map(b -> box(topology, b)).toList(),
                topology.links(),
                Arrays.stream(Verb.values()).map(Verb::usage).toList());
    }

    private static DrawnBox box(Topology topology, Box box) {
        List<DrawnNode> nodes = topology.nodesIn(box.name()).stream()
                .map((Node n) -> new DrawnNode(n.name(), n.isSentinel()))
                .toList();
        return new DrawnBox(box.name(), box.hasClient(), nodes);
    }
}
