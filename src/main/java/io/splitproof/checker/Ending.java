package io.splitproof.checker;

import io.splitproof.history.Event.Converged;
import io.splitproof.history.Event.FinalRead;
import io.splitproof.history.Event.NotConverged;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.history.Phase;
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

    List<String> notRead() {
        var problems = new ArrayList<String>();
        authorities.toOptional().orElse(List.of()).stream()
                .filter(a -> a.node() == null)
                .forEach(a -> problems.add(a.reason()));
        if (evidence.topology().isCluster()) {
            problems.addAll(ledgersThatNoPrimaryWasReadFor());
            return problems;
        }
        for (String node : liveNodes()) {
            for (ClientSpec client : evidence.clients()) {
                if (client.writes() && !isRead(node, client.ledger())) {
                    problems.add("no final read of " + client.ledger() + " from " + node);
                }
            }
        }
        return problems;
    }

    /** In a Cluster only the shard that has a ledger's slot can be read; every other node names that one. */
    private List<String> ledgersThatNoPrimaryWasReadFor() {
        return evidence.clients().stream()
                .filter(ClientSpec::writes)
                .map(ClientSpec::ledger)
                .filter(key -> evidence.history()
                        .of(FinalRead.class)
                        .noneMatch(r -> r.key().equals(key) && r.role().equals("master")))
                .map(key -> "no final read of " + key + " from a primary")
                .toList();
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
