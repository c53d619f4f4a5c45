package io.splitproof.checker;

import io.splitproof.topology.Group;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What verdicts are made from: the evidence, what the checkers found in it, and how exact that is. */
record Case(Evidence evidence, Attempts attempts, Stalls stalls, Findings findings) {
    List<EpisodeFinding> episodes() {
        return findings.episodes().get();
    }

    Group group(String name) {
        return Groups.of(evidence.topology()).stream()
                .filter(g -> g.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The clients that write to that group. */
    List<ClientSpec> writersOf(String group) {
        return evidence.clients().stream()
                .filter(ClientSpec::writes)
                .filter(c -> Groups.of(evidence.topology()).stream()
                        .anyMatch(g -> g.name().equals(group) && g.serves(c.name())))
                .toList();
    }

    /** For what no moment of the run stands for. */
    Slack slack() {
        return findings.slack();
    }

    /** For what was measured inside that window: a stall before or after it made nothing in it late. */
    Slack slack(Interval window) {
        Slack all = findings.slack();
        return new Slack(all.writeInterval(), all.faultUncertainty(), stalls.worstWithin(window));
    }

    /** The same question to every episode; a run without a fault answers none. */
    Measure eachEpisode(Function<EpisodeFinding, Measure> question) {
        var answers = new LinkedHashMap<EpisodeFinding, Measure>();
        episodes().forEach(e -> answers.put(e, question.apply(e)));
        List<EpisodeFinding> told = told(answers);
        long others = answers.size() - (long) told.size();
        return told.stream()
                .map(e -> Objects.requireNonNull(answers.get(e)))
                .reduce(Measure::and)
                .map(all -> others == 0 ? all : all.with("; held as well for " + others(others)))
                .orElseGet(() -> Measure.unknown("no fault was applied, so there is nothing to measure from"));
    }

    private static String others(long count) {
        return Words.count(count, "other shard") + ", in which nothing could fail over and nothing did";
    }

    /** Of a Cluster's shards those of which there is something to tell, or else the one whose primary was suspected. */
    private List<EpisodeFinding> told(Map<EpisodeFinding, Measure> answers) {
        if (!evidence.topology().isCluster()) {
            return List.copyOf(answers.keySet());
        }
        List<EpisodeFinding> told = answers.entrySet().stream()
                .filter(a -> a.getValue().result() != Result.HELD || !a.getKey().isQuiet())
                .map(Map.Entry::getKey)
                .toList();
        return told.isEmpty()
                ? answers.keySet().stream()
                        .max(Comparator.comparingInt(e -> e.failover().sdown().size()))
                        .stream()
                        .toList()
                : told;
    }

    /**
     * Compares a measured time with the limit plus the slack. A stall of the harness inside the window that exceeds
     * the margin makes it unknown.
     */
    Measure atMost(Duration measured, Duration limit, Interval window, String words, String... evidence) {
        Duration allowed = limit.plus(slack(window).total());
        boolean held = measured.compareTo(allowed) <= 0;
        String said =
                words + ". Limit " + Words.seconds(limit) + ", " + slack(window).words();
        Duration stall = stalls.worstWithin(window);
        Duration margin = allowed.minus(measured).abs();
        if (margin.compareTo(stall) < 0) {
            return Measure.unknown(said + ". The harness stalled for " + Words.seconds(stall)
                    + " inside that time, more than the margin of " + Words.seconds(margin));
        }
        return held ? Measure.held(said, evidence) : undistorted(Measure.violated(said, evidence), window);
    }

    /**
     * The measure, unless something stood still inside the window for so long that what nodes then did is not theirs:
     * a stall of a second can cost a PING, one of two seconds puts a Sentinel into TILT for thirty, a failed election
     * costs minutes, and a Cluster's nodes suspect one another. How much it moved cannot be told from its length.
     */
    Measure undistorted(Measure measure, Interval window) {
        Duration stall = stalls.worstWithin(window);
        return stall.compareTo(stalls.consequential()) < 0
                ? measure
                : Measure.unknown(measure.words() + ". The harness or a node stalled for " + Words.seconds(stall)
                        + " inside that time, which can by itself cost a PING, an election or put a Sentinel into"
                        + " TILT");
    }
}
