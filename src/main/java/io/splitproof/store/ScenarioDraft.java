package io.splitproof.store;

import io.splitproof.scenario.Scenario;
import io.splitproof.scenario.Source;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A scenario file while it is being written: topology, clients and objectives of another, and faults and steps that are
 * added one by one.
 *
 * <p>Its text is read anew with every addition, by the readers of scenario files, so that a draft is always a scenario
 * that can be run. Immutable.
 */
public final class ScenarioDraft {
    /** What is taken over; a claim, its notes and its backups speak of another schedule. */
    private static final List<String> KEPT = List.of("topology", "clients", "objectives");

    private static final Pattern LINE = Pattern.compile("the fault on line ([0-9]+)");
    private static final DumpSettings BLOCK =
            DumpSettings.builder().setWidth(110).setBestLineBreak("\n").build();
    private static final DumpSettings FLOW = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.FLOW)
            .setWidth(10_000)
            .setBestLineBreak("\n")
            .build();

    /** A fault or step in the words of a scenario file; {@code lasts} is null for one that nothing ends. */
    private record Item(Duration at, @Nullable Duration lasts, Map<String, ?> words) {}

    private final String name;
    private final String origin;
    private final String kept;
    private final String server;
    private final double factor;
    private final List<Item> faults;
    private final List<Item> steps;
    private final Duration end;
    private final Scenario scenario;

    private ScenarioDraft(
            String name,
            String origin,
            String kept,
            String server,
            double factor,
            List<Item> faults,
            List<Item> steps,
            Duration end) {
        this.name = name;
        this.origin = origin;
        this.kept = kept;
        this.server = server;
        this.factor = factor;
        this.faults = List.copyOf(faults);
        this.steps = List.copyOf(steps);
        this.end = end;
        this.scenario = parsed();
    }

    /**
     * An empty schedule for the topology of a scenario file.
     *
     * @param end when it ends unless it is told to end earlier
     */
    public static ScenarioDraft of(Path file, Duration end) {
        var problems = new Problems(file.toString());
        return of(ScenarioFiles.name(file), file.toString(), ScenarioFiles.root(file, problems), problems, end);
    }

    /** An empty schedule for the topology of a scenario of that name and text. */
    public static ScenarioDraft of(String name, String text, Duration end) {
        var problems = new Problems(name);
        return of(name, "the topology " + name, YamlFile.parse(text, problems), problems, end);
    }

    private static ScenarioDraft of(String name, String origin, Optional<Yaml> root, Problems problems, Duration end) {
        Scenario source = ScenarioFiles.scenario(name, root, problems);
        if (source.literal() != null) {
            problems.add(
                    0,
                    "expected a scenario with boxes that can be held up, but this one tries a document's files, each"
                            + " from nothing; run it instead");
            problems.raise();
        }
        String kept = KEPT.stream().map(key -> entry(root.orElseThrow(), key)).collect(Collectors.joining());
        return new ScenarioDraft(
                "lab/" + name, origin, kept, source.server(), source.timeLapse(), List.of(), List.of(), end);
    }

    private static String entry(Yaml root, String key) {
        Node value = root.get(key).orElseThrow().node();
        var one = new MappingNode(
                Tag.MAP,
                List.of(new NodeTuple(new ScalarNode(Tag.STR, key, ScalarStyle.PLAIN), value)),
                FlowStyle.BLOCK);
        return new Present(BLOCK)
                .emitToString(new Serialize(BLOCK).serializeOne(one).iterator());
    }

    /** A time as scenario files write it, such as {@code 5s} or {@code 1m30s}; empty for anything else. */
    public static Optional<Duration> time(String text) {
        return Quantities.time(text);
    }

    /** The scenario as it is now. */
    public Scenario scenario() {
        return scenario;
    }

    /** The same with another server. */
    public ScenarioDraft on(String image) {
        return new ScenarioDraft(name, origin, kept, image, factor, faults, steps, end);
    }

    /** The same at another time-lapse factor. */
    public ScenarioDraft at(double otherFactor) {
        return new ScenarioDraft(name, origin, kept, server, otherFactor, faults, steps, end);
    }

    /** The same with another end. */
    public ScenarioDraft until(Duration otherEnd) {
        return new ScenarioDraft(name, origin, kept, server, factor, faults, steps, otherEnd);
    }

    /**
     * The same with one more fault, {@code f1}, {@code f2} and so on.
     *
     * @param words what stands in its line of a scenario file beside {@code at} and {@code for}
     * @throws ScenarioException if it makes no sense, or not beside those that there are
     */
    public ScenarioDraft withFault(Duration at, Map<String, ?> words) {
        return new ScenarioDraft(
                name, origin, kept, server, factor, plus(faults, new Item(at, null, words)), steps, end);
    }

    /** The same with one more step, {@code s1}, {@code s2} and so on; words and failures as with faults. */
    public ScenarioDraft withStep(Duration at, Map<String, ?> words) {
        return new ScenarioDraft(
                name, origin, kept, server, factor, faults, plus(steps, new Item(at, null, words)), end);
    }

    /** The same with a fault healed, so long after it began. */
    public ScenarioDraft healed(String fault, Duration lasts) {
        var healed = new ArrayList<>(faults);
        int index = Integer.parseInt(fault.substring(1)) - 1;
        Item item = healed.get(index);
        healed.set(index, new Item(item.at(), lasts, item.words()));
        return new ScenarioDraft(name, origin, kept, server, factor, healed, steps, end);
    }

    private static List<Item> plus(List<Item> items, Item more) {
        var all = new ArrayList<>(items);
        all.add(more);
        return all;
    }

    /** The text of its file, below comments. */
    public String text(List<String> comments) {
        return comments.stream()
                        .map(c -> "# " + c.replaceAll("\\R", " ") + "\n")
                        .collect(Collectors.joining())
                + text();
    }

    private String text() {
        return head() + items("faults", faults) + items("steps", steps) + "end: " + seconds(end) + "\n" + tail();
    }

    private String head() {
        var source = new LinkedHashMap<String, String>();
        source.put("document", Source.BY_HAND);
        source.put("section", "in the lab, from " + origin);
        return "source: " + flow(source)
                + "server: " + flow(server)
                + "time-lapse: "
                + BigDecimal.valueOf(factor).stripTrailingZeros().toPlainString() + "\n"
                + kept.substring(0, objectives());
    }

    private String tail() {
        return kept.substring(objectives());
    }

    private int objectives() {
        return kept.lastIndexOf("objectives:");
    }

    /** One line for each, so that a line tells which it is. */
    private static String items(String key, List<Item> items) {
        if (items.isEmpty()) {
            return key.equals("faults") ? "faults: []\n" : "";
        }
        return key + ":\n" + items.stream().map(i -> "  - " + line(i)).collect(Collectors.joining());
    }

    private static String line(Item item) {
        var words = new LinkedHashMap<String, Object>();
        words.put("at", seconds(item.at()));
        if (item.lasts() != null) {
            words.put("for", seconds(item.lasts()));
        }
        words.putAll(item.words());
        return flow(words);
    }

    private static String flow(Object value) {
        return new Dump(FLOW).dumpToString(value);
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros().toPlainString() + "s";
    }

    private Scenario parsed() {
        var problems = new Problems(name);
        String text = text();
        try {
            return ScenarioFiles.scenario(name, YamlFile.parse(text, problems), problems);
        } catch (ScenarioException e) {
            int first = (int) text.substring(0, text.indexOf("\nfaults:") + 1)
                            .lines()
                            .count()
                    + 2;
            throw new ScenarioException(e.problems().stream()
                    .map(p -> new Problem(p.file(), 0, LINE.matcher(p.message()).replaceAll(m -> fault(m, first))))
                    .toList());
        }
    }

    private static String fault(MatchResult line, int first) {
        return "f" + (Integer.parseInt(line.group(1)) - first + 1);
    }
}
