package io.splitproof.report.html;

import io.splitproof.checker.Words;
import io.splitproof.history.Event;
import io.splitproof.history.Range;
import io.splitproof.report.html.PageData.Row;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every kind of event, apart from operations, as a line of text. */
final class EventText {
    private EventText() {}

    /** Empty for the beginning or end of an operation, which are told of as stretches. */
    static Optional<Row> row(Event event) {
        return ofSchedule(event)
                .or(() -> ofNode(event))
                .or(() -> ofClient(event))
                .or(() -> ofProbe(event))
                .or(() -> ofHarness(event));
    }

    private static Optional<Row> line(Event event, String kind, String who, String text) {
        return Optional.of(new Row(PageData.seconds(event.atNanos()), kind, who, text));
    }

    private static Optional<Row> ofSchedule(Event event) {
        if (event instanceof Event.PhaseStarted e) {
            return line(event, "phase", "run", "phase: " + word(e.phase()).replace('_', ' '));
        } else if (event instanceof Event.FaultStarted e) {
            return line(
                    event, "fault", e.fault(), "fault: " + e.description() + " -> " + String.join(", ", e.resolved()));
        } else if (event instanceof Event.FaultApplied e) {
            return line(
                    event,
                    "fault",
                    e.fault(),
                    "applied: " + Words.count(e.actions(), "action") + ", first at " + Words.moment(e.firstNanos())
                            + ", last at " + Words.moment(e.lastNanos()));
        } else if (event instanceof Event.FaultProven e) {
            return line(event, "fault", e.fault(), "effect proven: " + e.evidence());
        } else if (event instanceof Event.FaultDoubted e) {
            return line(event, "fault", e.fault(), "effect NOT proven: " + e.reason());
        } else if (event instanceof Event.HealStarted e) {
            return line(event, "fault", e.fault(), "heal");
        } else if (event instanceof Event.HealApplied e) {
            return line(
                    event,
                    "fault",
                    e.fault(),
                    "healed: first at " + Words.moment(e.firstNanos()) + ", last at " + Words.moment(e.lastNanos()));
        } else if (event instanceof Event.HealProven e) {
            return line(event, "fault", e.fault(), "heal proven: " + e.evidence());
        } else if (event instanceof Event.HealDoubted e) {
            return line(event, "fault", e.fault(), "heal NOT proven: " + e.reason());
        } else if (event instanceof Event.StepStarted e) {
            return line(event, "step", e.step(), "step: " + e.description());
        } else if (event instanceof Event.StepDone e) {
            return line(event, "step", e.step(), "done: " + e.answer());
        } else if (event instanceof Event.StepFailed e) {
            return line(event, "step", e.step(), "FAILED: " + e.reason());
        } else if (event instanceof Event.StepRefused e) {
            return line(event, "step", e.step(), "REFUSED: " + e.reason());
        } else if (event instanceof Event.BackedUp e) {
            return line(event, "step", e.node(), "backup taken: " + Words.count(e.bytes(), "byte"));
        } else if (event instanceof Event.Restored e) {
            return line(event, "step", e.node(), "started on its backup: " + Words.count(e.bytes(), "byte"));
        }
        return Optional.empty();
    }

    private static Optional<Row> ofNode(Event event) {
        if (event instanceof Event.SentinelSaid e) {
            return line(event, "sentinel", e.sentinel(), e.channel() + " " + e.payload());
        } else if (event instanceof Event.PongSeen e) {
            return line(event, "sentinel", e.sentinel(), "PING answered at " + Words.moment(e.pongNanos()));
        } else if (event instanceof Event.RoleSeen e) {
            return line(
                    event,
                    "node",
                    e.node(),
                    "ROLE: " + e.role()
                            + (e.primary() == null ? "" : " of " + e.primary())
                            + (e.link() == null ? "" : ", link " + e.link()) + ", offset " + e.offset());
        } else if (event instanceof Event.WriteProbed e) {
            return line(event, "node", e.node(), "answers the write probe: " + word(e.answer()));
        } else if (event instanceof Event.BalancerSeen e) {
            return line(event, "node", e.balancer(), balancer(e));
        } else if (event instanceof Event.InfoSeen e) {
            return line(event, "probe", e.node(), "INFO: " + fields(e.fields()));
        } else if (event instanceof Event.ClusterSeen e) {
            return line(event, "cluster", e.node(), "CLUSTER INFO: " + fields(e.fields()));
        } else if (event instanceof Event.ClusterNodeSeen e) {
            return line(
                    event,
                    "cluster",
                    e.observer(),
                    "sees " + e.node() + ": " + String.join(",", e.flags()) + ", epoch " + e.configEpoch() + ", slots "
                            + (e.slots().isEmpty() ? "none" : e.slots()) + ", link " + e.link());
        } else if (event instanceof Event.SettingsRead e) {
            return line(
                    event,
                    "probe",
                    e.node(),
                    Words.count(e.settings().size(), "setting") + " read"
                            + (e.group() == null ? "" : " of " + e.group()));
        } else if (event instanceof Event.BalancerSeen e) {
            return line(
                    event,
                    "node",
                    e.balancer(),
                    e.answers()
                            ? "leads writes to " + nobodyOr(e.writes()) + ", reads to " + nobodyOr(e.reads())
                            : "does not answer");
        } else if (event instanceof Event.VipHeld e) {
            return line(event, "node", e.box(), (e.held() ? "has" : "does not have") + " the virtual IP");
        } else if (event instanceof Event.ProcessEnded e) {
            return line(event, "node", e.node(), "its process has ended with exit code " + e.exitCode());
        }
        return Optional.empty();
    }

    private static String nobodyOr(List<String> nodes) {
        return nodes.isEmpty() ? "nobody" : String.join(", ", nodes);
    }

    static String balancer(Event.BalancerSeen seen) {
        return !seen.answers()
                ? "does not answer"
                : "leads writes to " + (seen.writes().isEmpty() ? "nobody" : String.join(", ", seen.writes()))
                        + ", reads to " + (seen.reads().isEmpty() ? "nobody" : String.join(", ", seen.reads()));
    }

    private static Optional<Row> ofClient(Event event) {
        if (event instanceof Event.ClientConnected e) {
            return line(event, "client", e.client(), "connected to " + e.node());
        } else if (event instanceof Event.ClientDisconnected e) {
            return line(
                    event,
                    "client",
                    e.client(),
                    "left " + (e.node() == null ? "nobody" : e.node()) + ": " + e.reason());
        } else if (event instanceof Event.FinalRead e) {
            return line(
                    event,
                    "probe",
                    e.node(),
                    "final read of " + e.key() + " (" + e.role() + "): "
                            + Words.count(
                                    e.values().stream().mapToLong(Range::size).sum(), "value")
                            + " in " + Words.count(e.values().size(), "run"));
        }
        return Optional.empty();
    }

    private static Optional<Row> ofProbe(Event event) {
        if (event instanceof Event.LinkProbed e) {
            Boolean arrived = e.arrived();
            return line(
                    event,
                    "probe",
                    e.from(),
                    "link probe to " + e.toNode() + (e.ofBus() ? "'s bus" : "") + ": "
                            + (arrived == null ? "nobody could be asked" : arrived ? "arrived" : "did not arrive")
                            + (e.answered() ? ", answered" : ", no answer"));
        } else if (event instanceof Event.ObservationGap e) {
            return line(
                    event,
                    "harness",
                    e.node(),
                    (e.open() ? "not observed any more: " : "observed again: ") + e.reason());
        } else if (event instanceof Event.Converged e) {
            return line(event, "phase", "run", "converged: " + e.detail());
        } else if (event instanceof Event.NotConverged e) {
            return line(event, "phase", "run", "NOT converged: " + e.detail());
        }
        return Optional.empty();
    }

    private static Optional<Row> ofHarness(Event event) {
        if (event instanceof Event.InjectorFailed e) {
            return line(event, "harness", e.box(), "fault injector failed: " + e.detail());
        } else if (event instanceof Event.NodeLate e) {
            return line(event, "harness", e.node(), "answered late by " + Words.seconds(e.lateNanos()));
        } else if (event instanceof Event.ClockRead e) {
            return line(event, "harness", e.node(), "clock is off by " + Words.seconds(e.errorNanos()));
        } else if (event instanceof Event.HarnessStalled e) {
            return line(event, "harness", "harness", "stalled for " + Words.seconds(e.lateNanos()));
        } else if (event instanceof Event.VariantStarted e) {
            return line(event, "step", e.variant(), "trial begins");
        } else if (event instanceof Event.VariantEnded e) {
            return line(event, "step", e.variant(), "trial ends");
        } else if (event instanceof Event.Tried e) {
            return line(
                    event,
                    "step",
                    e.variant(),
                    e.check() + ": " + e.command() + " (exit " + e.exit() + ") " + e.output());
        } else if (event instanceof Event.NotTried e) {
            return line(event, "step", e.variant(), e.check() + ": not tried: " + e.reason());
        } else if (event instanceof Event.Aborted e) {
            return line(event, "phase", "run", "ABORTED: " + e.reason());
        } else if (event instanceof Event.Noted e) {
            return line(event, "harness", "harness", e.text());
        }
        return Optional.empty();
    }

    private static String fields(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream().map(f -> f.getKey() + "=" + f.getValue()).collect(Collectors.joining(" "));
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
