package io.splitproof.store;

import io.splitproof.literal.Check;
import io.splitproof.literal.Composition;
import io.splitproof.literal.DockerCommand;
import io.splitproof.literal.Edit;
import io.splitproof.literal.Service;
import io.splitproof.literal.Variant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads trials: each is the files and the commands of checks after all repairs so far. */
final class VariantReader {
    /** The name of the first variant. */
    static final String AS_WRITTEN = "as written";

    /** Before a check's name: its command line can be repaired as a file can. */
    private static final String COMMAND = "command: ";

    private final List<Yaml> checks;
    private final Problems problems;
    private final Map<String, String> texts;
    private final List<Variant> variants = new ArrayList<>();

    VariantReader(Map<String, String> files, List<Yaml> checks, Problems problems) {
        this.checks = checks;
        this.problems = problems;
        this.texts = new TreeMap<>(files);
        var names = new HashSet<String>();
        for (Yaml check : checks) {
            texts.putIfAbsent(COMMAND + name(check), check.text("run").orElse(""));
            if (!names.add(name(check))) {
                problems.add(check.line(), "expected every check once, but \"" + name(check) + "\" stands before");
            }
        }
    }

    private static String name(Yaml check) {
        return check.text("check").orElse("");
    }

    List<Variant> read(List<Yaml> trials) {
        for (Yaml trial : trials) {
            boolean first = variants.isEmpty();
            boolean last = variants.size() == trials.size() - 1;
            List<Edit> repairs = trial.get("repair").map(Yaml::items).orElse(List.of()).stream()
                    .map(this::repaired)
                    .toList();
            if (first != repairs.isEmpty() || first == trial.has("trial")) {
                problems.add(
                        trial.line(),
                        "expected a name and a repair in every trial but the first, which is the files as written");
            }
            if (last == trial.has("fails-at") || last == trial.has("shows")) {
                problems.add(trial.line(), "expected fails-at and shows in every trial but the last, which is to work");
            }
            variants.add(variant(trial, first ? AS_WRITTEN : trial.text("trial").orElse(""), repairs));
        }
        return List.copyOf(variants);
    }

    private Edit repaired(Yaml repair) {
        Edit edit = edit(repair);
        edit.obstacle(texts).ifPresent(why -> problems.add(repair.line(), why));
        texts.putAll(edit.applied(texts));
        return edit;
    }

    private static Edit edit(Yaml repair) {
        if (repair.has("copy")) {
            return new Edit.Copy(
                    repair.text("copy").orElse(""), repair.text("to").orElse(""));
        } else if (repair.has("create")) {
            return new Edit.Create(
                    repair.text("create").orElse(""), repair.text("with").orElse(""));
        } else if (repair.has("render")) {
            return new Edit.Render(repair.text("render").orElse(""));
        }
        String command = COMMAND + repair.text("command").orElse("");
        return new Edit.Replace(
                repair.text("in").orElse(command),
                repair.text("replace").orElse(""),
                repair.text("with").orElse(""));
    }

    private Variant variant(Yaml trial, String name, List<Edit> repairs) {
        List<Check> tried = checks.stream()
                .map(c -> CheckReader.read(c, name(c), texts.getOrDefault(COMMAND + name(c), ""), problems))
                .toList();
        var shows = new ArrayList<Check>();
        for (Yaml shown : trial.get("shows").map(Yaml::items).orElse(List.of())) {
            String line = shown.text("run").orElse("");
            shows.add(CheckReader.read(shown, "error " + (shows.size() + 1), line, problems));
        }
        List<String> known = tried.stream().map(Check::name).toList();
        trial.text("fails-at")
                .filter(f -> !known.contains(f))
                .ifPresent(f -> problems.add(trial.line(), Nearest.unknown("check", f, known, "this scenario has ")));
        var files = new TreeMap<>(texts);
        files.keySet().removeIf(file -> file.startsWith(COMMAND));
        List<DockerCommand> commands = Stream.concat(tried.stream(), shows.stream())
                .map(Check::command)
                .toList();
        return new Variant(
                name,
                repairs,
                files,
                compositions(trial, files, commands),
                tried,
                trial.text("fails-at").orElse(null),
                shows);
    }

    private List<Composition> compositions(Yaml trial, Map<String, String> files, List<DockerCommand> commands) {
        var compositions = new ArrayList<Composition>();
        for (String file : commands.stream()
                .flatMap(c -> c.composeFile().stream())
                .distinct()
                .toList()) {
            if (files.containsKey(file)) {
                compositions.add(
                        new CompositionReader(file, trial.line(), problems).read(files.getOrDefault(file, "")));
            } else {
                problems.add(
                        trial.line(), Nearest.unknown("file", file, List.copyOf(files.keySet()), "this scenario has "));
            }
        }
        List<String> containers = compositions.stream()
                .flatMap(c -> c.services().stream())
                .map(Service::container)
                .toList();
        commands.stream()
                .flatMap(c -> c.containerName().stream())
                .distinct()
                .filter(c -> !c.isEmpty() && !containers.contains(c))
                .forEach(c ->
                        problems.add(trial.line(), Nearest.unknown("container", c, containers, "these files have ")));
        return compositions;
    }
}
