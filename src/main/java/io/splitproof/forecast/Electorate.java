package io.splitproof.forecast;

import io.splitproof.topology.Node;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a shard's primary can be found failed, and a replica elected in its place.
 *
 * <p>Both need a majority of all primaries that serve slots, the failed ones counted too ({@code cluster->size / 2 + 1}):
 * so many must report the primary to one node, which then tells all others that it failed ({@code
 * markNodeAsFailingIfNeeded}), and so many must vote ({@code clusterSendFailoverAuthIfNeeded}). Replicas do neither. The
 * same in Redis 7.0 to 8.6 and Valkey 8.0 to 9.1.
 *
 * @param seers running primaries with slots that get no answer from this one
 * @param failed whether enough of them can agree to mark it FAIL
 * @param candidates replicas that could be elected
 */
record Electorate(List<Node> seers, boolean failed, List<Node> candidates, String reason) {
    static Electorate in(Situation situation, Predicate<Node> mayFailOver) {
        return new Election(situation, mayFailOver).result();
    }

    boolean possible() {
        return !candidates.isEmpty();
    }

    /** Who counts votes, and with what. */
    private record Election(Situation situation, Predicate<Node> mayFailOver) {
        Electorate result() {
            List<Node> seers = voters().filter(this::seesItDown).toList();
            List<Node> markers = situation.topology().members().stream()
                    .filter(x -> situation.runs(x) && seesItDown(x))
                    .filter(x -> reporting(x, seers) >= needed())
                    .toList();
            List<Node> eligible = eligible();
            List<Node> elected = eligible.stream()
                    .filter(r -> markers.stream().anyMatch(x -> votes(x, r) >= needed()))
                    .toList();
            return new Electorate(seers, !markers.isEmpty(), elected, words(seers, markers, eligible, elected));
        }

        /** All primaries with slots that may report and vote: the one in question does neither. */
        private Stream<Node> voters() {
            return situation.primaries().values().stream()
                    .map(situation.topology()::node)
                    .filter(n -> !n.name().equals(situation.primary()))
                    .filter(situation::runs);
        }

        private int needed() {
            return situation.primaries().size() / 2 + 1;
        }

        private boolean seesItDown(Node node) {
            return !node.name().equals(situation.primary()) && !situation.talk(node, situation.primaryNode());
        }

        private long reporting(Node marker, List<Node> seers) {
            return seers.stream()
                    .filter(s -> s.equals(marker) || situation.talk(s, marker))
                    .count();
        }

        private List<Node> eligible() {
            return situation
                    .others()
                    .filter(situation::runs)
                    .filter(mayFailOver)
                    .toList();
        }

        private long votes(Node marker, Node replica) {
            boolean told = marker.equals(replica) || situation.talk(marker, replica);
            return !told
                    ? 0
                    : voters().filter(v -> situation.talk(v, replica))
                            .filter(v -> v.equals(marker) || situation.talk(v, marker))
                            .count();
        }

        private String words(List<Node> seers, List<Node> markers, List<Node> eligible, List<Node> elected) {
            String primary = situation.primary();
            if (situation.primaries().size() == 1) {
                return primary + " is the only primary with slots: with it goes the one vote that a failover needs,"
                        + " and nobody is left to find it failed (1 of 1 needed)";
            }
            String of = " of the " + situation.primaries().size() + " primaries with slots";
            if (seers.isEmpty()) {
                return "every running primary still reaches " + primary;
            }
            String down = names(seers) + of + " find " + primary + " down";
            if (markers.isEmpty()) {
                return "only " + down + " and can say so to one another; " + needed() + " must";
            }
            if (eligible.isEmpty()) {
                return down + " (" + needed() + " must), but it has no replica that runs and may take over";
            }
            if (elected.isEmpty()) {
                long most = eligible.stream()
                        .flatMap(r -> markers.stream().map(x -> votes(x, r)))
                        .max(Comparator.naturalOrder())
                        .orElse(0L);
                return down + ", but only " + most + " can vote for " + names(eligible) + "; " + needed() + " must";
            }
            return down + " (" + needed() + " must), and can vote for " + names(elected);
        }
    }

    static String names(List<Node> nodes) {
        return nodes.stream().map(Node::name).collect(Collectors.joining(", "));
    }
}
