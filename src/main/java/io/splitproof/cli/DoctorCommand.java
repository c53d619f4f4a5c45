package io.splitproof.cli;

import io.splitproof.engine.Diagnosis;
import io.splitproof.engine.Doctor;
import io.splitproof.engine.Finding;
import io.splitproof.engine.Images;
import io.splitproof.run.Threads;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code doctor}: what this machine has and lacks. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says what this machine has for a run and what is missing; changes nothing.",
        footer = {"", "Example:", "  ./splitproof doctor"})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var calls = Threads.bounded("splitproof-doctor", 4);
        Diagnosis diagnosis = Doctor.examine(engine.provision(), List.of(Images.REDIS, Images.TOXIPROXY), calls);
        diagnosis.findings().forEach(this::print);
        calls.shutdownNow();
        return diagnosis.isUsable() ? ExitCodes.HELD : ExitCodes.NO_ENGINE;
    }

    private void print(Finding finding) {
        String style = switch (finding.state()) {
            case OK -> "green";
            case WARNING -> "yellow";
            case MISSING -> "red,bold";
        };
        var out = spec.commandLine().getOut();
        String state = String.format("%-8s", finding.state().name().toLowerCase(Locale.ROOT));
        out.println(Ansi.AUTO.string("@|" + style + " " + state + "|@ ") + finding.name() + ": " + finding.found());
        if (!finding.advice().isEmpty()) {
            out.println("         " + finding.advice());
        }
    }
}
