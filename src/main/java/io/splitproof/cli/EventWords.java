package io.splitproof.cli;

import io.splitproof.checker.Words;
import io.splitproof.history.Event;
import io.splitproof.history.WriteAnswer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Events as a person who watches a run reads them; most are not worth a line. */
final class EventWords {
    private static final Set<String> CHANNELS = Set.of(
            "+sdown",
            "-sdown",
            "+odown",
            "-odown",
            "+try-failover",
            "+elected-leader",
            "+selected-slave",
            "+promoted-slave",
            "+switch-master",
            "+convert-to-slave",
            "+tilt",
            "-tilt",
            "+reboot",
            "-failover-abort-not-elected",
            "-failover-abort-no-good-slave",
            "-failover-abort-slave-timeout");

    /** Of the forty digits by which Sentinels know one another, as many as Redis's logs show. */
    private static final Pattern RUN_ID = Pattern.compile("\\b([0-9a-f]{8})[0-9a-f]{32}\\b");

    private EventWords() {}

    /** The line for an event, in picocli's markup, or empty. */
    static Optional<String> of(Event event) {
        if (event instanceof Event.PhaseStarted e) {
            return Optional.of("@|bold "
                    + e.phase().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + "|@");
        } else if (event instanceof Event.FaultStarted e) {
            return Optional.of("@|red,bold fault " + e.fault() + "|@ " + e.description() + "  -> "
                    + String.join(", ", e.resolved()));
        } else if (event instanceof Event.FaultApplied e) {
            return Optional.of(Words.count(e.actions(), "action") + ", spread "
                    + (e.lastNanos() - e.firstNanos()) / 1_000_000 + " ms");
        } else if (event instanceof Event.FaultProven e) {
            return Optional.of(e.fault() + " effect proven: " + e.evidence());
        } else if (event instanceof Event.FaultDoubted e) {
            return Optional.of(e.fault() + " @|yellow effect not proven:|@ " + e.reason());
        } else if (event instanceof Event.HealStarted e) {
            return Optional.of("@|green,bold heal|@ " + e.fault());
        } else if (event instanceof Event.BackedUp e) {
            return Optional.of("backup of " + e.node() + " taken: " + bytes(e.bytes(), e.atNanos() - e.startedNanos()));
        } else if (event instanceof Event.Restored e) {
            return Optional.of(
                    "disk of " + e.node() + " replaced: " + bytes(e.bytes(), e.atNanos() - e.startedNanos()));
        } else if (event instanceof Event.HealProven e) {
            return Optional.of(e.fault() + " heal proven: " + e.evidence());
        } else if (event instanceof Event.HealDoubted e) {
            return Optional.of(e.fault() + " @|yellow heal not proven:|@ " + e.reason());
        }
        return ofStep(event).or(() -> ofFiles(event)).or(() -> ofObservation(event));
    }

    private static Optional<String> ofFiles(Event event) {
        if (event instanceof Event.VariantStarted e) {
            return Optional.of("@|blue,bold trial|@ " + e.variant());
        } else if (event instanceof Event.Tried e) {
            String said = e.output().strip();
            return Optional.of(e.check() + ": @|cyan " + e.command().replaceAll("\\s+", " ") + "|@  (exit " + e.exit()
                    + ") " + said.substring(said.lastIndexOf('\n') + 1).strip());
        } else if (event instanceof Event.NotTried e) {
            return Optional.of("@|yellow not tried:|@ " + e.command() + ": " + e.reason());
        }
        return Optional.empty();
    }

    private static Optional<String> ofStep(Event event) {
        if (event instanceof Event.StepStarted e) {
            return Optional.of("@|blue,bold step|@ " + e.description());
        } else if (event instanceof Event.StepDone e) {
            return Optional.of("done: " + e.answer());
        } else if (event instanceof Event.StepFailed e) {
            return Optional.of("@|yellow step failed:|@ " + e.reason());
        } else if (event instanceof Event.StepRefused e) {
            return Optional.of("@|yellow,bold stopped before any change:|@ " + e.reason());
        }
        return Optional.empty();
    }

    private static Optional<String> ofObservation(Event event) {
        if (event instanceof Event.SentinelSaid e) {
            return CHANNELS.contains(e.channel())
                    ? Optional.of("@|faint " + e.sentinel() + "|@ @|cyan " + e.channel() + "|@ "
                            + RUN_ID.matcher(e.payload()).replaceAll("$1"))
                    : Optional.empty();
        } else if (event instanceof Event.WriteProbed e) {
            return Optional.of(words(e));
        } else if (event instanceof Event.ClusterSeen e) {
            return Optional.of("@|faint " + e.node() + "|@ says cluster_state:"
                    + e.fields().get("cluster_state") + ", " + e.fields().get("cluster_slots_ok") + " slots ok, epoch "
                    + e.fields().get("cluster_current_epoch"));
        } else if (event instanceof Event.ClusterNodeSeen e) {
            return e.is("fail?") || e.is("fail")
                    ? Optional.of("@|faint " + e.observer() + "|@ flags " + e.node() + " @|cyan "
                            + (e.is("fail") ? "fail" : "fail?") + "|@")
                    : Optional.empty();
        } else if (event instanceof Event.BalancerSeen e) {
            return Optional.of("@|faint " + e.balancer() + "|@ " + leads(e));
        } else if (event instanceof Event.VipHeld e) {
            return Optional.of("@|faint " + e.box() + "|@ " + (e.held() ? "has" : "does not have") + " the virtual IP");
        } else if (event instanceof Event.ClientConnected e) {
            return Optional.of(e.client() + " is connected to " + e.node());
        } else if (event instanceof Event.ClientDisconnected e) {
            return Optional.of(e.client() + " left " + e.node() + ": " + e.reason());
        } else if (event instanceof Event.Converged e) {
            return Optional.of("converged: " + e.detail());
        } else if (event instanceof Event.NotConverged e) {
            return Optional.of("@|yellow not converged:|@ " + e.detail());
        } else if (event instanceof Event.InjectorFailed e) {
            return Optional.of("@|yellow injector failed|@ in " + e.box() + ": " + e.detail());
        } else if (event instanceof Event.HarnessStalled e) {
            return Optional.of("@|yellow the harness stalled|@ for " + e.lateNanos() / 1_000_000 + " ms");
        } else if (event instanceof Event.NodeLate e) {
            return Optional.of("@|yellow late answer|@ of " + e.node() + ": " + e.lateNanos() / 1_000_000 + " ms");
        } else if (event instanceof Event.Aborted e) {
            return Optional.of("@|yellow aborted:|@ " + e.reason());
        } else if (event instanceof Event.Noted e) {
            return Optional.of(e.text());
        }
        return Optional.empty();
    }

    private static String leads(Event.BalancerSeen seen) {
        return seen.answers()
                ? "leads writes to " + names(seen.writes()) + ", reads to " + names(seen.reads())
                : "does not answer";
    }

    private static String names(java.util.List<String> names) {
        return names.isEmpty() ? "nobody" : String.join(", ", names);
    }

    private static String bytes(long bytes, long nanos) {
        return bytes + " bytes in " + nanos / 1_000_000 + " ms";
    }

    private static String words(Event.WriteProbed probe) {
        String answer = probe.answer().name().toLowerCase(java.util.Locale.ROOT);
        return probe.node()
                + (probe.answer() == WriteAnswer.ACKNOWLEDGED ? " accepts writes" : " answers writes: " + answer);
    }
}
