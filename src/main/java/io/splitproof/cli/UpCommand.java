package io.splitproof.cli;

import io.splitproof.lab.Board;
import io.splitproof.lab.Lab;
import io.splitproof.lab.Topologies;
import io.splitproof.lab.web.LabServer;
import io.splitproof.run.Threads;
import io.splitproof.store.ScenarioDraft;
import io.splitproof.trial.Outcome;
import io.splitproof.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code up}: the lab, a topology that is held up under load and broken by hand. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description =
                "Holds a topology up under load and takes commands that break and heal it. What was done is recorded"
                        + " and judged like any run, and can be saved as a scenario. Commands come from a prompt or, where"
                        + " standard input is no terminal, from its lines; one that cannot be carried out ends a script.",
        footer = {
            "",
            "Examples:",
            "  ./splitproof up sentinel",
            "  ./splitproof up scenarios/sentinel/example-2-minority-partition.yaml --web --for 30m",
            "  printf 'kill primary\\nwait-for +switch-master\\nwait 5s\\nsave my.yaml\\nquit\\n' | ./splitproof up sentinel"
        })
final class UpCommand implements Callable<Integer> {
    private static final long END_MILLIS = 2_000;

    @Parameters(
            paramLabel = "TOPOLOGY",
            description = "A scenario file or its name below scenarios/, whose topology, clients and objectives are"
                    + " taken; or single, replication, sentinel, cluster.")
    private String topology = "";

    @Option(names = "--seed", description = "Fixes the workload, not timing; default: drawn.")
    private @Nullable Long seed;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "2h",
            description = "When it ends by itself, in real time; default: ${DEFAULT-VALUE}.")
    private String limit = "2h";

    @Option(
            names = "--web",
            description = "Serve the same as a page on 127.0.0.1; its address, which holds a secret of this run, is"
                    + " printed. A script's end then ends nothing; quit does.")
    private boolean web;

    @Option(names = "--port", paramLabel = "N", description = "The page's port; default: any that is free.")
    private int port = 0;

    @Option(names = "--server", paramLabel = "IMAGE", description = "Another server, such as redis:8 or valkey:8.1.")
    private @Nullable String server;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "target/runs",
            description = "Where run directories go; default: ${DEFAULT-VALUE}.")
    private Path runs = Path.of("target/runs");

    @Mixin
    private FactorOptions factor = new FactorOptions();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        ScenarioDraft draft = draft();
        Interrupts.endThisThread();
        long drawn = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
        Terminal terminal = LiveProgress.terminal();
        return terminal == null ? script(draft, drawn) : converse(draft, drawn, terminal);
    }

    private ScenarioDraft draft() {
        Duration real = ScenarioDraft.time(limit)
                .orElseThrow(() -> new BadUsage("expected --for with a time such as 2h or 10m, but found " + limit));
        ScenarioDraft read = Files.exists(RunCommand.file(topology))
                ? ScenarioDraft.of(RunCommand.file(topology), real)
                : Topologies.text(topology)
                        .map(text -> ScenarioDraft.of(topology, text, real))
                        .orElseThrow(() -> new BadUsage("expected a scenario file or one of "
                                + String.join(", ", Topologies.NAMES) + ", but found " + topology
                                + "; ./splitproof list shows scenarios"));
        double wanted = factor.of(read.scenario());
        if (server != null) {
            RunCommand.requireServer(server);
        }
        ScenarioDraft at = read.at(wanted).until(Duration.ofMillis(Math.round(real.toMillis() * wanted)));
        return server == null ? at : at.on(server);
    }

    private int script(ScenarioDraft draft, long drawn) throws InterruptedException {
        try (var live = LiveProgress.open(spec.commandLine().getOut(), draft.scenario(), true)) {
            Lab lab = lab(draft, drawn, live);
            return hold(lab, LabPrompt.of(lab, System.in, !web, live::say), live, drawn);
        }
    }

    private int converse(ScenarioDraft draft, long drawn, Terminal terminal) throws InterruptedException {
        Thread run = Thread.currentThread();
        var completer = new LabCompleter();
        var history = Path.of(System.getProperty("user.home"), ".splitproof_history");
        var editor = new LabEditor(terminal, completer, history);
        try (var live = LiveProgress.above(editor, draft.scenario())) {
            Lab lab = lab(draft, drawn, live);
            completer.serve(lab);
            return hold(lab, LabPrompt.of(lab, editor, live::say, run::interrupt), live, drawn);
        }
    }

    private static Lab lab(ScenarioDraft draft, long drawn, LiveProgress live) {
        var board =
                new Board(draft.scenario(), live, event -> EventWords.of(event).map(Ansi.OFF::string));
        return new Lab(draft, board, drawn);
    }

    private static String again(Lab lab, Outcome outcome, long drawn) {
        return lab.saved()
                .map(file -> "./splitproof run " + file + " --seed " + drawn)
                .orElse("./splitproof judge " + outcome.directory().path() + " (nothing was saved as a scenario)");
    }

    /** Runs until somebody quits or the time is up, and judges. */
    private int hold(Lab lab, LabPrompt prompt, LiveProgress live, long drawn) throws InterruptedException {
        ThreadPoolExecutor prompts = Threads.bounded("splitproof-lab", 1);
        LabServer page = web ? LabServer.open(lab, port) : null;
        if (page != null) {
            live.say("page      " + page.url());
        }
        var unused = lab.isReady().thenRun(() -> {
            live.say("held up for " + limit + " at most; help lists the commands, quit ends it");
            prompts.execute(prompt);
        });
        Outcome outcome;
        try {
            var options = new Trial.Options(runs, engine.provision(), drawn, false, lab.board()).by(lab);
            outcome = Trial.run(lab.scenario(), options);
            lab.close();
        } finally {
            prompt.end();
            prompts.shutdownNow();
            prompts.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS);
            if (page != null) {
                page.close();
            }
        }
        int width = live.width();
        live.close();
        new Summary(spec.commandLine(), width).print(outcome, again(lab, outcome, drawn));
        return prompt.hasRefused() ? ExitCodes.USAGE : ExitCodes.of(outcome.result());
    }
}
