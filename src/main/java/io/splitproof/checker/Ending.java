package io.splitproof.checker;

import io.splitproof.history.Event.Converged;
import io.splitproof.history.Event.FinalRead;
import io.splitproof.history.Event.NotConverged;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.history.Phase;
import io.splitproof.topology.Slots;
import io.splitproof.workload.ClientSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Whether the run ended in a state whose final reads count. */
record Ending(Evidence evidence, Finding<List<Authority>> authorities) {
    List<String> notConverged() {
        long from = evidence.history().startOf(Phase.RECOVERY).orElse(Long.MAX_VALUE);
        if (evidence.history().of(Converged.class).anyMatch(c -> c.atNanos() >= from)) {
            return List.of();
        }
        return List.of(evidence.history()
                .of(NotConverged.class)
                .filter(n -> n.atNanos() >= from)
                .map(n -> "it did not converge: " + n.detail())
                .findFirst()
                .orElse("no convergence was recorded after the heal"));
    }

    /** Ledgers that nobody read in the end; where no client writes one there is none to read. */
    List<String> notRead() {
        if (evidence.clients().stream().noneMatch(ClientSpec::writes)) {
            return List.of();
        }
        var problems = new ArrayList<String>();
        authorities.toOptional().orElse(List.of()).stream()
                .filter(a -> a.node() == null)
                .forEach(a -> problems.add(a.reason()));
        for (String node : liveNodes()) {
            for (ClientSpec client : evidence.clients()) {
                if (client.writes() && holds(node, client) && !isRead(node, client.ledger())) {
                    problems.add("no final read of " + client.ledger() + " from " + node);
                }
            }
        }
        return problems;
    }

    /** Of a Cluster only the node that serves the ledger's slot must answer; replicas of others send the reader away. */
    private boolean holds(String node, ClientSpec client) {
        return !evidence.topology().isCluster()
                || new ClusterViews(evidence)
                        .ownersAtEnd(Slots.of(client.ledger()))
                        .contains(node);
    }

    private List<String> liveNodes() {
        var last = new LinkedHashMap<String, String>();
        evidence.history().of(RoleSeen.class).forEach(r -> last.put(r.node(), r.role()));
        return last.entrySet().stream()
                .filter(e -> !e.getValue().equals("unreachable"))
                .map(e -> e.getKey())
                .toList();
    }

    private boolean isRead(String node, String key) {
        return evidence.history()
                .of(FinalRead.class)
                .anyMatch(r -> r.node().equals(node) && r.key().equals(key));
    }
}
