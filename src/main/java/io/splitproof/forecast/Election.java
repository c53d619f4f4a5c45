package io.splitproof.forecast;

import io.splitproof.topology.Node;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether Sentinels can promote a replica: the best-placed Sentinel's chances.
 *
 * @param possible whether quorum, votes and a replica are all within its reach
 * @param reason the counts in words
 * @param promotable replicas that the elected Sentinel reaches
 */
record Election(boolean possible, String reason, List<Node> promotable) {
    /** What one Sentinel can gather: agreement that the primary is down, votes, and replicas to promote. */
    private record Chances(Node sentinel, List<Node> agreeing, List<Node> voting, List<Node> replicas) {
        boolean enough(LiveSettings.OfGroup settings) {
            return agreeing.size() >= settings.quorum()
                    && voting.size() >= settings.votesNeeded()
                    && !replicas.isEmpty();
        }
    }

    static Election in(Situation situation, LiveSettings.OfGroup settings) {
        return in(situation, settings, situation.watchersThatSeeItDown());
    }

    /** The same where the leader of the first round may end itself, so that those who are left must be enough. */
    static Election lasting(Situation situation, LiveSettings.OfGroup settings) {
        Election first = in(situation, settings);
        Circumstances.Crash crash = situation.circumstances().crash();
        if (crash == null || !first.possible()) {
            return first;
        }
        Election second = in(situation.without(crash.sentinel()), settings);
        String words = "after " + crash.sentinel() + " has ended itself ("
                + crash.form().word() + "), ";
        return new Election(second.possible(), words + second.reason(), second.promotable());
    }

    /** The same if only these Sentinels see the primary down; all others can still vote. */
    static Election in(Situation situation, LiveSettings.OfGroup settings, List<Node> watchers) {
        if (watchers.isEmpty()) {
            return new Election(false, "every running Sentinel still reaches " + situation.primary(), List.of());
        }
        var eligibility = new Eligibility(situation, settings);
        List<Node> candidates = eligibility.candidates();
        Chances best = watchers.stream()
                .map(s -> chances(s, watchers, candidates, situation))
                .max(Comparator.comparing((Chances c) -> c.enough(settings))
                        .thenComparing(c -> c.voting().size())
                        .thenComparing(c -> c.agreeing().size())
                        .thenComparing(c -> c.replicas().size()))
                .orElseThrow();
        return new Election(best.enough(settings), words(best, eligibility), best.replicas());
    }

    private static Chances chances(Node sentinel, List<Node> watchers, List<Node> candidates, Situation situation) {
        return new Chances(
                sentinel,
                watchers.stream().filter(o -> situation.canAsk(sentinel, o)).toList(),
                situation.topology().sentinels().stream()
                        .filter(o -> situation.canAsk(sentinel, o))
                        .toList(),
                candidates.stream().filter(r -> situation.canAsk(sentinel, r)).toList());
    }

    private static String words(Chances best, Eligibility eligibility) {
        Situation situation = eligibility.situation();
        LiveSettings.OfGroup settings = eligibility.settings();
        int agreeing = best.agreeing().size();
        int voting = best.voting().size();
        String down = names(best.agreeing()) + " see " + situation.primary() + " down";
        if (agreeing < settings.quorum()) {
            return "only " + down + ": " + agreeing + " of the " + settings.quorum() + " that the quorum needs";
        }
        if (voting < settings.votesNeeded()) {
            return down + " (quorum " + settings.quorum() + "), but only " + voting + " can vote and "
                    + settings.votesNeeded() + " of " + settings.knownSentinels() + " known Sentinels must";
        }
        if (best.replicas().isEmpty()) {
            String passedOver = eligibility.passedOver();
            return down + ", but no replica that may be promoted is within their reach"
                    + (passedOver.isEmpty() ? "" : ": " + passedOver);
        }
        return down + " (quorum " + settings.quorum() + "), " + voting + " can vote (" + settings.votesNeeded()
                + " needed), and " + names(best.replicas()) + " can be promoted";
    }

    static String names(List<Node> nodes) {
        return nodes.stream().map(Node::name).collect(Collectors.joining(", "));
    }
}
