package io.splitproof.report;

import io.splitproof.checker.Judgement;
import io.splitproof.checker.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A judged run as plain text for a terminal: what happened, then one line for each verdict. No colours. */
public final class TextSummary {
    /** How long a line is where nobody says how long it may be. */
    public static final int WIDTH = 100;

    private final int width;

    private TextSummary(int width) {
        this.width = width;
    }

    public static String render(Judgement judgement, double factor) {
        return render(judgement, factor, WIDTH);
    }

    /**
     * The same in lines of another length.
     *
     * @param width how long a line may be; what cannot be broken is longer
     */
    public static String render(Judgement judgement, double factor, int width) {
        return new TextSummary(width).render(judgement, factor, new ArrayList<>());
    }

    private String render(Judgement judgement, double factor, List<String> lines) {
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

    private void verdict(Verdict verdict, List<String> lines) {
        String result = verdict.result().name().toLowerCase(Locale.ROOT);
        wrap(String.format(Locale.ROOT, "%-9s %s", result, verdict.promise()), "          ", lines);
        wrap("          " + verdict.measured(), "          ", lines);
    }

    /** Breaks at spaces; later lines begin with the indent. */
    private void wrap(String text, String indent, List<String> lines) {
        String rest = text;
        while (rest.length() > width) {
            int cut = rest.lastIndexOf(' ', width);
            if (cut <= indent.length()) {
                break;
            }
            lines.add(rest.substring(0, cut));
            rest = indent + rest.substring(cut + 1);
        }
        lines.add(rest);
    }
}
