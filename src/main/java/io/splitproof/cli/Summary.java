package io.splitproof.cli;

import io.splitproof.report.TextSummary;
import io.splitproof.trial.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The verdicts at the end of a command, and where the report is. */
final class Summary {
    private final CommandLine command;
    private final int width;

    Summary(CommandLine command) {
        this(command, TextSummary.WIDTH);
    }

    /** @param width how long a line may be */
    Summary(CommandLine command, int width) {
        this.command = command;
        this.width = width;
    }

    /** @param again the command that runs or judges it again */
    void print(Outcome outcome, String again) {
        var out = command.getOut();
        out.println();
        TextSummary.render(outcome.judgement(), outcome.scenario().timeLapse(), width)
                .lines()
                .forEach(line -> out.println(coloured(line)));
        out.println();
        out.println("report    " + outcome.directory().reportFile());
        out.println("page      " + outcome.directory().pageFile());
        out.println("again     " + again);
        out.flush();
    }

    /** Colours the word with which the line of a verdict begins. */
    private static String coloured(String line) {
        return Ansi.AUTO.string(line.replaceFirst("^( *)(held)\\b", "$1@|green,bold $2|@")
                .replaceFirst("^( *)(violated)\\b", "$1@|red,bold $2|@")
                .replaceFirst("^( *)(unknown)\\b", "$1@|yellow,bold $2|@"));
    }
}
