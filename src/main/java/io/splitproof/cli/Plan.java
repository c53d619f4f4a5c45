package io.splitproof.cli;

import io.splitproof.checker.Objective;
import io.splitproof.checker.Words;
import io.splitproof.fault.ScheduledBackup;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.Trigger;
import io.splitproof.literal.Literal;
import io.splitproof.literal.Variant;
import io.splitproof.scenario.Scenario;
import io.splitproof.topology.Box;
import io.splitproof.topology.Node;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The resolved plan of a scenario in words. */
final class Plan {
    private final StringBuilder text = new StringBuilder();

    private Plan() {}

    static String of(Scenario scenario) {
        var plan = new Plan();
        plan.line("scenario  " + scenario.name() + "  (" + scenario.source().document() + ", "
                + scenario.source().section() + ")");
        if (scenario.claim() != null) {
            plan.line("claim     " + scenario.claim().text().strip());
        }
        plan.line("server    " + scenario.server() + ", time-lapse factor " + Words.factor(scenario.timeLapse()));
        scenario.notes().forEach(note -> plan.line("note      " + note.strip()));
        if (scenario.literal() != null) {
            plan.literal(scenario.literal());
            scenario.objectives().forEach(plan::objective);
            return plan.text.toString().stripTrailing();
        }
        plan.boxes(scenario);
        scenario.clients().forEach(c -> plan.client(c, scenario));
        scenario.schedule().backups().forEach(plan::backup);
        scenario.schedule().faults().forEach(plan::fault);
        scenario.schedule().steps().forEach(plan::step);
        plan.line("end       at " + Words.seconds(scenario.schedule().end())
                + " of load; then heal, recovery, final reads");
        scenario.objectives().forEach(plan::objective);
        return plan.text.toString().stripTrailing();
    }

    private void literal(Literal literal) {
        literal.files().keySet().stream().sorted().forEach(f -> line("file      " + f));
        literal.variants()
                .get(0)
                .checks()
                .forEach(c -> line("check     " + c.name() + ": " + c.line().replaceAll("\\s+", " ")));
        for (Variant variant : literal.variants()) {
            line("trial     " + variant.name()
                    + (variant.failsAt() == null
                            ? ": is to work"
                            : ": is told to fail at \"" + variant.failsAt() + "\""));
            variant.repairs().stream().flatMap(e -> e.describe().lines()).forEach(l -> line("          " + l));
        }
    }

    private void boxes(Scenario scenario) {
        var topology = scenario.topology();
        for (Box box : topology.nodeBoxes()) {
            line("box       " + box.name() + ": "
                    + topology.nodesIn(box.name()).stream().map(Plan::node).collect(Collectors.joining("; ")));
        }
        Stream.concat(topology.groups().stream(), topology.outside().stream())
                .forEach(g -> line("group     " + g.name() + ": primary " + g.primary() + ", "
                        + (g.replicas().isEmpty() ? "no replica" : "replicas " + String.join(", ", g.replicas()))
                        + (g.quorum() > 0 ? ", quorum " + g.quorum() : "")));
        if (topology.restartsByItself()) {
            line("restart   unless-stopped: the container engine starts processes again that die");
        }
        line("links     " + topology.links().size() + " directed links between "
                + topology.boxes().size() + " boxes");
    }

    private static String node(Node node) {
        String settings = node.settings().entrySet().stream()
                .map(e -> e.getKey() + " " + String.join(", ", e.getValue()))
                .collect(Collectors.joining(", "));
        return node.name() + " at " + node.address() + (settings.isEmpty() ? "" : " [" + settings + "]");
    }

    private void client(ClientSpec client, Scenario scenario) {
        String where = client.node() != null
                ? "at " + client.node()
                : "through " + (client.through() != null ? client.through() : String.join(", ", client.sentinels()));
        String group = scenario.topology().groups().size() > 1
                ? " to " + scenario.topology().groupOf(client.name()).name()
                : "";
        line("client    " + client.name() + verb(client) + trim(client.ratePerSecond())
                + "/s" + group + " " + where
                + (client.fallback() == null ? "" : ", on connection errors at " + client.fallback())
                + (client.application() == null
                        ? ""
                        : "; " + client.application().describe())
                + (client.driver() == null ? "" : ", with " + client.driver().describe())
                + (client.waitsFor() == null
                        ? ""
                        : ", then " + client.waitsFor().describe())
                + ", time limit " + Words.seconds(client.timeout()));
    }

    private static String verb(ClientSpec client) {
        return client.application() != null ? " requests " : client.writes() ? " writes " : " reads ";
    }

    private void backup(ScheduledBackup backup) {
        line("backup    of " + backup.node() + " at " + Words.seconds(backup.at()));
    }

    private void fault(ScheduledFault fault) {
        String lasts = fault.lasts() == null ? "" : " for " + Words.seconds(fault.lasts());
        line("fault     " + fault.id() + " " + when(fault.at(), fault.after()) + lasts + ": " + fault.describe());
    }

    /** Such as {@code at 5 s}, or {@code after a Sentinel says +odown (from 2 s on)}. */
    static String when(Duration at, @Nullable Trigger event) {
        if (event == null) {
            return "at " + Words.seconds(at);
        }
        String plus = event.plus().isZero() ? "" : Words.seconds(event.plus()) + " ";
        return plus + "after " + event.describe() + " (from " + Words.seconds(at) + " on)";
    }

    private void step(ScheduledStep step) {
        line("step      " + step.id() + " " + when(step.at(), step.after()) + ": " + step.describe());
    }

    private void objective(Objective objective) {
        line("objective " + objective.id() + ": " + objective.promise());
    }

    private static String trim(double number) {
        return number == Math.rint(number) ? Long.toString(Math.round(number)) : Double.toString(number);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
