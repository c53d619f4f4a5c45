package io.splitproof.store;

import java.util.HashMap;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the text of a YAML file into values that know their lines. */
final class YamlFile {
    private static final int DEEPEST = 20;

    private YamlFile() {}

    /** The root of the file, or empty if it is no YAML at all; either way problems are reported. */
    static Optional<Yaml> parse(String text, Problems problems) {
        Optional<Yaml> root = compose(text, problems).map(Yaml::root);
        if (root.isPresent() && tooDeep(root.get(), 0)) {
            problems.add(1, "expected at most " + DEEPEST + " levels, but this file has more or contains itself");
            return Optional.empty();
        }
        root.ifPresent(r -> findDuplicates(r, problems));
        return root;
    }

    private static Optional<Node> compose(String text, Problems problems) {
        try {
            var settings = LoadSettings.builder().setUseMarks(true).build();
            Optional<Node> node = new Compose(settings).composeString(text);
            if (node.isEmpty()) {
                problems.add(0, "expected a scenario, but the file is empty; `splitproof list` shows examples");
            }
            return node.map(n -> n instanceof AnchorNode anchor ? anchor.getRealNode() : n);
        } catch (MarkedYamlEngineException e) {
            problems.add(line(e.getProblemMark()), "expected valid YAML: " + words(e));
        } catch (YamlEngineException e) {
            problems.add(0, "expected valid YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String words(MarkedYamlEngineException e) {
        if (e.getContext() == null) {
            return e.getProblem();
        }
        String where = e.getContextMark().isPresent() ? " that began on line " + line(e.getContextMark()) : "";
        return e.getProblem() + ", " + e.getContext() + where;
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(-1) + 1;
    }

    private static boolean tooDeep(Yaml yaml, int depth) {
        if (depth > DEEPEST) {
            return true;
        }
        return yaml.items().stream().anyMatch(i -> tooDeep(i, depth + 1))
                || yaml.allEntries().stream().anyMatch(e -> tooDeep(e.value(), depth + 1));
    }

    private static void findDuplicates(Yaml yaml, Problems problems) {
        var first = new HashMap<String, Integer>();
        for (Yaml.Entry entry : yaml.allEntries()) {
            Integer line = first.putIfAbsent(entry.key(), entry.line());
            if (line != null) {
                problems.add(
                        entry.line(),
                        "expected every key once, but \"" + entry.key() + "\" stands on line " + line
                                + " already; keep one of them");
            }
            findDuplicates(entry.value(), problems);
        }
        yaml.items().forEach(i -> findDuplicates(i, problems));
    }
}
