package io.splitproof.cli;

import io.splitproof.report.Compared;
import io.splitproof.report.Comparison;
import io.splitproof.report.ComparisonPage;
import io.splitproof.report.ComparisonText;
import io.splitproof.report.html.ComparisonHtml;
import io.splitproof.trial.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: two sets of runs side by side. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Lays two sets of runs side by side: what is set up differently, the distribution of each time and"
                        + " of lost writes, and whether they differ by more than noise. Needs no engine, and reads no history.",
        footer = {
            "",
            "A set is a run directory, a folder of runs, or a file of samples, and which of these:",
            "  PATH[,scenario=NAME][,server=IMAGE][,factor=NUMBER][,commit=HASH]",
            "",
            "Examples:",
            "  ./splitproof compare target/runs/known-bad/no-gate target/runs/sentinel/example-2-minority-partition",
            "  ./splitproof compare reports/claims.jsonl,server=redis:7 reports/claims.jsonl,server=valkey:8.1",
            "  ./splitproof compare before/ after/ --markdown comparison.md"
        })
final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "The first set.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "The second set; differences are B minus A.")
    private String second = "";

    @Option(names = "--markdown", paramLabel = "FILE", description = "Write a page in Markdown too.")
    private @Nullable Path markdown;

    @Option(names = "--html", paramLabel = "FILE", description = "Write an HTML page too.")
    private @Nullable Path html;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var comparison = Comparison.of(runs(first), runs(second));
        if (comparison.sections().isEmpty()) {
            throw new BadUsage("expected a scenario that both sets have, or one scenario in each; choose with"
                    + " ,scenario=NAME behind " + first + " and " + second);
        }
        var out = spec.commandLine().getOut();
        out.print(ComparisonText.render(comparison));
        if (markdown != null) {
            Pages.write(markdown, ComparisonPage.render(comparison));
            out.println("\nreport    " + markdown);
        }
        if (html != null) {
            Pages.write(html, ComparisonHtml.render(comparison));
            out.println("\npage      " + html);
        }
        out.flush();
        return ExitCodes.HELD;
    }

    private Compared runs(String set) {
        List<String> troubles = new ArrayList<>();
        try {
            Compared runs = Selection.of(set).runs(troubles);
            troubles.forEach(t -> spec.commandLine().getErr().println("left out  " + t));
            return runs;
        } catch (IllegalArgumentException e) {
            throw new BadUsage(String.valueOf(e.getMessage()));
        }
    }
}
