package io.splitproof.checker;

import io.splitproof.forecast.Stage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The times of a run that can be compared with those of other runs, by name and in scenario time. */
public final class Times {
    /** The longest time in which no writer succeeded. */
    public static final String OUTAGE = "outage of the service";

    /** From the fault to the acknowledgement of the last write that was lost; negative if that came before it. */
    public static final String LAST_LOST = "last lost write";

    /** How long two nodes acknowledged writes at once after the first fault; zero if they never did. */
    public static final String SPLIT_BRAIN = "split brain";

    /** What the time in which a client met errors, in all, is called; its name follows. */
    public static final String ERRORS = "errors of ";

    private Times() {}

    /** Those of the first failover of the first episode; what was not measured is absent. */
    public static Map<String, Duration> of(Findings findings) {
        var times = new LinkedHashMap<String, Duration>();
        findings.episodes().toOptional().flatMap(Times::first).ifPresent(e -> {
            add(e, times);
            splitBrain(findings, e, times);
        });
        findings.writes()
                .toOptional()
                .flatMap(w -> w.windows().stream().findFirst())
                .ifPresent(w -> lost(findings, w, times));
        findings.outages()
                .toOptional()
                .flatMap(all -> Outages.of(all, null))
                .filter(Outage::endedBySuccess)
                .ifPresent(o -> times.put(OUTAGE, o.length()));
        Optional.ofNullable(findings.errors())
                .ifPresent(all -> all.forEach(e -> times.put(ERRORS + e.client(), e.total())));
        return times;
    }

    /** That of the first episode; of several groups the one that failed over. */
    private static Optional<EpisodeFinding> first(List<EpisodeFinding> all) {
        Optional<EpisodeFinding> first = all.stream().findFirst();
        return first.flatMap(f -> all.stream()
                        .filter(e -> e.episode().equals(f.episode()))
                        .filter(e -> !e.failover().failovers().isEmpty())
                        .findFirst())
                .or(() -> first);
    }

    private static void splitBrain(Findings findings, EpisodeFinding finding, Map<String, Duration> times) {
        if (finding.hasFailovers()) {
            findings.splitBrain()
                    .toOptional()
                    .ifPresent(b -> times.put(SPLIT_BRAIN, b.total(finding.group(), finding.episode())));
        }
    }

    private static void lost(Findings findings, LossWindow window, Map<String, Duration> times) {
        findings.episodes().get().stream()
                .filter(e -> e.index() == window.episode())
                .findFirst()
                .ifPresent(e -> times.put(LAST_LOST, e.episode().since(window.lastNanos())));
    }

    private static void add(EpisodeFinding finding, Map<String, Duration> times) {
        for (Failover failover :
                finding.failover().failovers().stream().limit(1).toList()) {
            failover.stages()
                    .forEach((stage, seen) ->
                            times.put(stage.words(), finding.episode().since(seen.toNanos())));
            between(failover, Stage.PFAIL_FIRST, Stage.FAIL_FIRST, times);
            between(failover, Stage.FAIL_FIRST, Stage.TAKEOVER, times);
            between(failover, Stage.TAKEOVER, Stage.STATE_OK, times);
            between(failover, Stage.SDOWN_FIRST, Stage.ODOWN, times);
            between(failover, Stage.SDOWN_FIRST, Stage.WRITABLE, times);
            between(failover, Stage.WRITABLE, Stage.SWITCH_FIRST, times);
        }
        Optional.ofNullable(finding.failover().rejoin())
                .filter(r -> r.converted() != null)
                .ifPresent(r -> times.put(
                        "+convert-to-slave, after the heal",
                        Duration.ofNanos(Optional.ofNullable(r.converted()).orElseThrow() - r.healedNanos())));
    }

    /** Free of the uncertainty of the fault's own moment. */
    private static void between(Failover failover, Stage from, Stage to, Map<String, Duration> times) {
        Interval start = failover.stage(from);
        Interval end = failover.stage(to);
        if (start != null && end != null) {
            times.put(to.words() + ", after " + from.words(), Duration.ofNanos(end.toNanos() - start.toNanos()));
        }
    }
}
