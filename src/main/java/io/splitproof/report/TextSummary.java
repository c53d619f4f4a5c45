package io.splitproof.report;

import io.splitproof.checker.Judgement;
import io.splitproof.checker.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A judged run as plain text for a terminal: what happened, then one line for each verdict. No colours. */
public final class TextSummary {
    private static final int WIDTH = 100;

    private TextSummary() {}

    public static String render(Judgement judgement, double factor) {
        var lines = new ArrayList<String>();
        Sentences.of(judgement.findings(), factor).forEach(s -> wrap(s, "", lines));
        if (!lines.isEmpty()) {
            lines.add("");
        }
        judgement.verdicts().forEach(v -> verdict(v, lines));
        var claim = judgement.claim();
        if (claim != null) {
            String finding = claim.finding().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            wrap("claim     " + claim.text() + " " + finding.toUpperCase(Locale.ROOT), "          ", lines);
            wrap("          " + claim.figure(), "          ", lines);
        }
        judgement
                .assumptions()
                .failed()
                .forEach(a -> wrap("not so    " + a.kind().words() + ": " + a.detail(), "          ", lines));
        return String.join("\n", lines) + "\n";
    }

    private static void verdict(Verdict verdict, List<String> lines) {
        String result = verdict.result().name().toLowerCase(Locale.ROOT);
        lines.add(String.format(Locale.ROOT, "%-9s %s", result, verdict.promise()));
        wrap("          " + verdict.measured(), "          ", lines);
    }

    /** Breaks at spaces; later lines begin with the indent. */
    private static void wrap(String text, String indent, List<String> lines) {
        String rest = text;
        while (rest.length() > WIDTH) {
            int cut = rest.lastIndexOf(' ', WIDTH);
            if (cut <= indent.length()) {
                break;
            }
            lines.add(rest.substring(0, cut));
            rest = indent + rest.substring(cut + 1);
        }
        lines.add(rest);
    }
}
