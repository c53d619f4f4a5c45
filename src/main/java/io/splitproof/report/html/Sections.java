package io.splitproof.report.html;

import io.splitproof.checker.Findings;
import io.splitproof.report.RoleTables;
import io.splitproof.report.Tables;
import io.splitproof.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/** The tables of a page, in order; those without rows are left out. */
final class Sections {
    /**
     * A table with its heading.
     *
     * @param numbers how many of its last columns are numbers
     */
    record Section(String id, String title, String words, List<String> head, List<List<Cell>> rows, int numbers) {}

    /** @param strong whether it is a sum, or otherwise set off */
    record Cell(String text, boolean strong, boolean number) {}

    private final List<Section> sections = new ArrayList<>();

    private Sections() {}

    static List<Section> of(Scenario scenario, Findings findings) {
        double factor = scenario.timeLapse();
        var of = new Sections();
        of.add(
                "writes",
                "Writes",
                "Acknowledged = survived + lost. Indeterminate writes either recovered or vanished; both are legal.",
                "writer|acknowledged|survived|lost|recovered|vanished|phantom|rejected|duplicated|reordered",
                Tables.writers(findings),
                9);
        of.add("by-node", "Writes by node", "", "node|acknowledged|of these lost", Tables.nodes(findings), 2);
        of.add(
                "split-brain",
                "Two nodes acknowledged",
                "",
                "nodes|both acknowledged|for|while the fault lasted|after the heal",
                Tables.overlaps(findings),
                3);
        of.add(
                "masters",
                "Two nodes said master",
                "A remark: ROLE alone is no split brain.",
                "nodes|from, to|for",
                Tables.claims(findings),
                1);
        boolean lapsed = factor != 1;
        of.add(
                "requests",
                "Requests",
                "Served: the user got an answer. An uncertain end may have changed something.",
                RoleTables.SERVICES,
                RoleTables.services(findings),
                7);
        RoleTables.all(findings).forEach(t -> of.add(t.id(), t.title(), "", t.columns(), t.rows(), 0));
        of.add(
                "coverage",
                "Slot coverage",
                "While a node says cluster_state:fail it refuses every command.",
                lapsed ? "node|said fail for|from, to|real time" : "node|said fail for|from, to",
                Tables.coverage(findings, factor),
                0);
        of.add(
                "outages",
                "Longest outages",
                "",
                "whose|longest|from, to|resolution|successes" + (lapsed ? "|real time" : ""),
                Tables.outages(findings, factor),
                0);
        of.add(
                "reads",
                "Reads",
                "",
                "client|node|reads|stale|writes behind, at most|time behind, at most|backward|own writes unseen|never written",
                Tables.reads(findings),
                7);
        of.add("steps", "Steps of the operator", "", "step|begun|took|answer", Tables.steps(findings), 0);
        return List.copyOf(of.sections);
    }

    private void add(String id, String title, String words, String head, List<List<String>> rows, int numbers) {
        if (!rows.isEmpty()) {
            List<String> heads = List.of(head.split("\\|", -1));
            sections.add(new Section(
                    id,
                    title,
                    words,
                    heads,
                    rows.stream().map(r -> row(r, heads.size(), numbers)).toList(),
                    numbers));
        }
    }

    private static List<Cell> row(List<String> row, int columns, int numbers) {
        var cells = new ArrayList<Cell>();
        // The last cell of some rows is real time, which has no column where it would only repeat another.
        for (int i = 0; i < Math.min(columns, row.size()); i++) {
            cells.add(cell(row.get(i), i >= columns - numbers));
        }
        return cells;
    }

    /** Cells are written for Markdown, in which asterisks around a whole word set it off. */
    private static Cell cell(String text, boolean number) {
        String plain = text.replaceAll("\\*{1,2}([^*]+)\\*{1,2}", "$1");
        return new Cell(plain, !plain.equals(text), number);
    }
}
