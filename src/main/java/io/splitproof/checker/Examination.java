package io.splitproof.checker;

import io.splitproof.fault.Fault;
import io.splitproof.forecast.Acknowledgement;
import io.splitproof.forecast.Disruption;
import io.splitproof.forecast.Forecast;
import io.splitproof.forecast.LiveSettings;
import io.splitproof.forecast.NoForecast;
import io.splitproof.forecast.Promotion;
import io.splitproof.forecast.Situation;
import io.splitproof.history.Event.BackedUp;
import io.splitproof.history.Event.FaultApplied;
import io.splitproof.history.Event.FaultStarted;
import io.splitproof.history.Event.HealApplied;
import io.splitproof.history.Event.Restored;
import io.splitproof.topology.Group;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs every checker over one piece of evidence; none can stop another. */
final class Examination {
    private final Evidence evidence;
    private final Attempts attempts;
    private final List<Episode> episodes;
    private final Finding<LiveSettings> settings;
    private final Stalls stalls;

    Examination(Evidence evidence) {
        this.evidence = evidence.withoutOperations();
        this.attempts = Attempts.of(evidence.history());
        this.episodes = Episodes.of(evidence);
        this.settings = Finding.of(() -> Settings.of(evidence));
        this.stalls = Stalls.of(evidence, settings.toOptional());
    }

    /** The evidence without operations: what all checkers but those of operations read, many times. */
    Evidence observed() {
        return evidence;
    }

    Attempts attempts() {
        return attempts;
    }

    Stalls stalls() {
        return stalls;
    }

    Findings findings() {
        Finding<List<Authority>> authorities = Finding.of(() -> Authorities.of(evidence));
        return new Findings(
                slack(),
                settings,
                authorities,
                Finding.of(this::episodeFindings),
                Finding.of(() -> SplitBrains.find(evidence, attempts, episodes, authorities.get())),
                Finding.of(() -> Accounting.of(evidence, attempts, episodes, authorities.get())),
                Finding.of(() -> Outages.of(evidence, attempts)),
                Finding.of(() -> Reads.of(attempts)),
                backups(),
                OperatorSteps.of(evidence),
                Finding.of(() -> Coverage.of(evidence)),
                Lead.of(evidence),
                Holding.of(evidence),
                Roles.of(evidence, attempts),
                ErrorTimes.ofSteps(evidence, attempts));
    }

    private List<BackupFinding> backups() {
        return Stream.concat(
                        evidence.history().of(BackedUp.class).map(BackupFinding::of),
                        evidence.history().of(Restored.class).map(BackupFinding::of))
                .toList();
    }

    private Slack slack() {
        return new Slack(
                evidence.clients().stream()
                        .filter(ClientSpec::writes)
                        .map(ClientSpec::interval)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO),
                episodes.stream()
                        .map(e -> e.fault().length())
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO),
                stalls.worst());
    }

    private List<EpisodeFinding> episodeFindings() {
        var findings = new ArrayList<EpisodeFinding>();
        for (int i = 0; i < episodes.size(); i++) {
            Episode episode = episodes.get(i);
            for (Group group : Groups.of(evidence.topology())) {
                FailoverFinding failover = Failovers.find(evidence, attempts, group, episode);
                findings.add(new EpisodeFinding(
                        findings.size(),
                        episode,
                        group.name(),
                        Finding.of(() -> forecast(group, failover, episode)),
                        failover,
                        Gate.of(evidence, episode, failover.primary())));
            }
        }
        return List.copyOf(findings);
    }

    private Forecast forecast(Group group, FailoverFinding failover, Episode episode) {
        evidence.clients().stream()
                .filter(c -> c.through() != null && group.serves(c.name()))
                .findFirst()
                .ifPresent(c -> {
                    throw new NoForecast(c.name() + " goes through " + c.through()
                            + ", and which node that leads to is for its own checks to say, not for Redis's settings");
                });
        Duration slowest = evidence.clients().stream()
                .map(ClientSpec::patience)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        var situation = new Situation(
                evidence.topology(),
                group,
                failover.primary(),
                activeAt(episode),
                episode.healedAfter(),
                episode.since(episode.loadEndNanos()),
                slowest,
                backupAge(failover.primary(), episode),
                failover.switchovers().stream().map(s -> promotion(s, episode)).toList(),
                new Surroundings(evidence, episode).find(),
                acknowledgements());
        LiveSettings settings = Settings.at(
                evidence,
                episode.fault().fromNanos(),
                node -> situation.runs(evidence.topology().node(node)));
        return Forecast.of(situation, settings);
    }

    /** Of every writer, by name: where else its writes are before they count as acknowledged. */
    private Map<String, Acknowledgement> acknowledgements() {
        return evidence.clients().stream()
                .filter(ClientSpec::writes)
                .collect(Collectors.toMap(
                        ClientSpec::name, c -> new Acknowledgement(c.replicasAwaited(), c.awaitsOwnDisk())));
    }

    private @Nullable Duration backupAge(String node, Episode episode) {
        return evidence.history()
                .of(BackedUp.class)
                .filter(b ->
                        b.node().equals(node) && b.atNanos() < episode.fault().fromNanos())
                .map(b -> episode.since(b.startedNanos()).negated())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private Promotion promotion(Switchover switchover, Episode episode) {
        return new Promotions(evidence, episode).of(switchover);
    }

    /** The episode's own faults and the earlier ones that still lasted. */
    private List<Disruption> activeAt(Episode episode) {
        return evidence.history()
                .of(FaultStarted.class)
                .filter(s -> s.atNanos() <= episode.fault().toNanos())
                .filter(s -> episode.faults().contains(s.fault()) || outlasts(s, episode))
                .filter(s -> episode.faults().contains(s.fault()) || !(fault(s) instanceof Fault.Restart))
                .map(s ->
                        new Disruption(fault(s), s.resolved(), s.links(), began(s, episode), ended(s.fault(), episode)))
                .toList();
    }

    /** What a jump of a clock sets off may outlast its heal, which is another jump. */
    private boolean outlasts(FaultStarted started, Episode episode) {
        return fault(started) instanceof Fault.ClockJump || !healedBefore(started.fault(), episode);
    }

    private Duration began(FaultStarted started, Episode episode) {
        return evidence.history()
                .of(FaultApplied.class)
                .filter(a -> a.fault().equals(started.fault()))
                .findFirst()
                .map(a -> episode.since(a.firstNanos()))
                .orElse(episode.since(started.atNanos()));
    }

    private @Nullable Duration ended(String fault, Episode episode) {
        return evidence.history()
                .of(HealApplied.class)
                .filter(h -> h.fault().equals(fault))
                .findFirst()
                .map(h -> episode.since(h.firstNanos()))
                .orElse(null);
    }

    private Fault fault(FaultStarted started) {
        return evidence.schedule().fault(started.fault()).fault();
    }

    private boolean healedBefore(String fault, Episode episode) {
        return evidence.history()
                .of(HealApplied.class)
                .anyMatch(h -> h.fault().equals(fault)
                        && h.atNanos() <= episode.fault().fromNanos());
    }
}
