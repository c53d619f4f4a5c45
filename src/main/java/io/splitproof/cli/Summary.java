package io.splitproof.cli;

import io.splitproof.trial.Outcome;
import picocli.CommandLine;

/** The verdicts at the end of a command, and where the report is. */
final class Summary {
    private final CommandLine command;

    Summary(CommandLine command) {
        this.command = command;
    }

    void print(Outcome outcome) {
        var out = command.getOut();
        outcome.judgement()
                .verdicts()
                .forEach(v -> out.println(v.result() + " " + v.objective() + ": " + v.measured()));
        out.println("report: " + outcome.directory().reportFile());
        out.flush();
    }
}
