package io.splitproof.scenarios.sentinel;

import io.splitproof.checker.Episode;
import io.splitproof.checker.EpisodeFinding;
import io.splitproof.checker.Failover;
import io.splitproof.checker.FailoverFinding;
import io.splitproof.checker.Interval;
import io.splitproof.checker.Overlap;
import io.splitproof.history.Event.SentinelSaid;
import io.splitproof.history.Event.WriteProbed;
import io.splitproof.history.WriteAnswer;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run measured of one group after a fault, the first unless said, for assertions on figures rather than on verdicts. */
public final class Facts {
    private final Outcome outcome;
    private final Episode episode;
    private final FailoverFinding failover;

    private Facts(Outcome outcome, EpisodeFinding finding) {
        this.outcome = outcome;
        this.episode = finding.episode();
        this.failover = finding.failover();
    }

    /** Of the first group, or the only one. */
    public static Facts of(Outcome outcome) {
        return of(outcome, outcome.scenario().topology().groups().get(0).name());
    }

    public static Facts of(Outcome outcome, String group) {
        return new Facts(
                outcome,
                outcome.judgement().findings().episodes().get().stream()
                        .filter(f -> f.group().equals(group))
                        .findFirst()
                        .orElseThrow());
    }

    /** The same after a later fault: 1 for the second one. */
    public static Facts of(Outcome outcome, int index) {
        return new Facts(
                outcome, outcome.judgement().findings().episodes().get().get(index));
    }

    /** New primaries, in order. */
    public List<String> promoted() {
        return failover.failovers().stream().map(Failover::newPrimary).toList();
    }

    /** Every {@code +try-failover}. */
    public int tries() {
        return failover.tries();
    }

    /** Every {@code -failover-abort-*}: the channel alone. */
    public List<String> aborts() {
        return failover.aborts().stream()
                .map(a -> a.substring(0, a.indexOf(' ')))
                .toList();
    }

    /** Sentinels that said that the primary is down. */
    public Set<String> sentinelsThatSawItDown() {
        return failover.sdown().keySet();
    }

    /** Sentinels that said so before any of them said {@code +odown}. */
    public long sentinelsDownBeforeAgreement() {
        long agreed = said("+odown").mapToLong(SentinelSaid::atNanos).min().orElseThrow();
        return failover.sdown().values().stream().filter(t -> t <= agreed).count();
    }

    /** Sentinels that published on a channel about an instance whose description contains that text. */
    public Set<String> sentinelsThatSaid(String channel, String about) {
        return said(channel)
                .filter(s -> s.payload().contains(about))
                .map(SentinelSaid::sentinel)
                .collect(Collectors.toSet());
    }

    private Stream<SentinelSaid> said(String channel) {
        return outcome.history().of(SentinelSaid.class).filter(s -> s.channel().equals(channel));
    }

    /** How long two nodes acknowledged writes at once. */
    public Duration dualAcknowledging() {
        return overlaps(o -> o.during().length());
    }

    /** The part of it after the heal. */
    public Duration dualAcknowledgingAfterTheHeal() {
        return overlaps(o -> o.healedPart().length());
    }

    private Duration overlaps(Function<Overlap, Duration> length) {
        return outcome.judgement().findings().splitBrain().get().overlaps().stream()
                .map(length)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Acknowledged writes that are gone. */
    public long lost() {
        return outcome.judgement().findings().writes().get().total().lost();
    }

    /** How long after the fault the write probe first got that answer from that node; fails if it never did. */
    public Duration firstAnswered(String node, WriteAnswer answer) {
        return outcome.history()
                .of(WriteProbed.class)
                .filter(p -> p.node().equals(node) && p.answer() == answer && p.atNanos() >= episode.atNanos())
                .map(p -> episode.since(p.atNanos()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(node + " should have answered " + answer + " after the fault"));
    }

    /** True if the write probe got that answer from that node while the fault lasted. */
    public boolean answered(String node, WriteAnswer answer) {
        Interval healed = episode.healed();
        return outcome.history()
                .of(WriteProbed.class)
                .filter(p -> p.atNanos() >= episode.atNanos())
                .filter(p -> healed == null || p.atNanos() < healed.fromNanos())
                .anyMatch(p -> p.node().equals(node) && p.answer() == answer);
    }
}
