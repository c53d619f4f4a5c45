package io.splitproof.report.html;

import io.splitproof.checker.Result;
import io.splitproof.checker.Times;
import io.splitproof.checker.Words;
import io.splitproof.forecast.Stage;
import io.splitproof.scenario.Sample;
import io.splitproof.statistics.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All runs of a folder as one HTML page: a table of runs, one of scenarios, and how each scenario went over time. */
public final class RunIndex {
    private static final String DASH = "—";

    private RunIndex() {}

    /**
     * One run directory.
     *
     * @param name of its scenario, or of the directory where that is not known
     * @param directory below the folder
     * @param sample null where it could not be read
     * @param why the first objective that did not hold, in words; what is wrong where it could not be read
     * @param href of its report, relative to the page; null if it has none
     */
    public record Entry(
            String name,
            String directory,
            @Nullable Sample sample,
            @Nullable Long seed,
            String why,
            @Nullable String href) {
        String result() {
            return sample == null ? "unreadable" : HtmlReport.word(sample.result());
        }
    }

    /** A cell of a table: what is shown, and by what it is sorted. */
    public record Cell(String text, String sort, String look) {}

    /** A run as the pictures need it; times are seconds. */
    record Point(
            String scenario,
            String started,
            String result,
            @Nullable Double writable,
            @Nullable Double outage,
            @Nullable Long lost,
            String run) {}

    /**
     * Renders the page; the same runs make the same page.
     *
     * @param folder as a person names it
     * @param json writes records as JSON, in one line
     */
    public static String render(String folder, List<Entry> entries, Function<Object, String> json) {
        List<Entry> newest = entries.stream()
                .sorted(Comparator.comparing(RunIndex::started).reversed().thenComparing(Entry::directory))
                .toList();
        String script = Assets.scripts(List.of("page.js", "index.js"));
        var model = new HashMap<String, Object>();
        model.put("folder", folder);
        model.put("count", Words.count(entries.size(), "run"));
        model.put("tally", tally(entries));
        model.put("rows", newest.stream().map(RunIndex::row).toList());
        model.put("scenarios", scenarios(entries));
        model.put("style", Assets.style());
        model.put("script", script);
        model.put("echarts", Assets.echarts());
        model.put("scriptSources", Assets.hash(Assets.echarts()) + " " + Assets.hash(script));
        List<Point> points = newest.stream().flatMap(RunIndex::point).toList();
        model.put("data", json.apply(points).replace("<", "\\u003c"));
        return HtmlTemplates.render("index.html.peb", model);
    }

    private static String started(Entry entry) {
        return entry.sample() == null ? "" : entry.sample().started().toString();
    }

    private static String tally(List<Entry> entries) {
        return Stream.of("held", "violated", "unknown", "unreadable")
                .map(r -> Words.count(entries.stream()
                                .filter(e -> e.result().equals(r))
                                .count())
                        + " " + r)
                .filter(words -> !words.equals("0 unreadable"))
                .collect(Collectors.joining(", "));
    }

    private static Stream<Point> point(Entry entry) {
        Sample sample = entry.sample();
        return sample == null
                ? Stream.empty()
                : Stream.of(new Point(
                        sample.scenario(),
                        sample.started().toString(),
                        entry.result(),
                        seconds(sample, Stage.WRITABLE.words()),
                        seconds(sample, Times.OUTAGE),
                        sample.lost(),
                        sample.run()));
    }

    private static Map<String, Object> row(Entry entry) {
        Sample sample = entry.sample();
        var cells = new ArrayList<Cell>();
        if (sample != null) {
            cells.add(text(sample.server()));
            cells.add(number(sample.factor(), Words.factor(sample.factor())));
            cells.add(number(entry.seed() == null ? null : entry.seed().doubleValue(), "" + entry.seed()));
            cells.add(time(sample, Stage.WRITABLE.words()));
            cells.add(time(sample, Times.OUTAGE));
            cells.add(time(sample, Times.SPLIT_BRAIN));
            cells.add(lost(sample));
            cells.add(text(
                    sample.finding() == null
                            ? DASH
                            : sample.finding().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        }
        return Map.of(
                "result", entry.result(),
                "started", started(entry).replaceFirst("T", " ").replaceFirst("(\\.\\d+)?Z$", ""),
                "name", entry.name(),
                "directory", entry.directory(),
                "href", entry.href() == null ? "" : entry.href(),
                "cells", cells,
                "why", entry.why());
    }

    /** One row for each scenario: how often it ended how, and the middle and the worst of its times. */
    private static List<List<Cell>> scenarios(List<Entry> entries) {
        Map<String, List<Sample>> byName = entries.stream()
                .map(Entry::sample)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Sample::scenario, TreeMap::new, Collectors.toList()));
        return byName.entrySet().stream()
                .map(e -> scenario(e.getKey(), e.getValue()))
                .toList();
    }

    private static List<Cell> scenario(String name, List<Sample> samples) {
        var cells = new ArrayList<Cell>();
        cells.add(text(name));
        cells.add(count(samples.size()));
        for (Result result : Result.values()) {
            cells.add(count(samples.stream().filter(s -> s.result() == result).count()));
        }
        for (String time : List.of(Stage.WRITABLE.words(), Times.OUTAGE, Times.SPLIT_BRAIN)) {
            cells.addAll(middleAndWorst(samples.stream()
                    .map(s -> seconds(s, time))
                    .filter(Objects::nonNull)
                    .toList()));
        }
        var lost = samples.stream().map(Sample::lost).filter(Objects::nonNull).toList();
        cells.add(
                lost.isEmpty()
                        ? text(DASH)
                        : count(lost.stream().mapToLong(Long::longValue).max().orElse(0)));
        return cells;
    }

    private static List<Cell> middleAndWorst(List<Double> seconds) {
        if (seconds.isEmpty()) {
            return List.of(number(null, ""), number(null, ""));
        }
        var distribution = new Distribution(seconds);
        return List.of(
                number(distribution.median(), shown(distribution.median())),
                number(distribution.max(), shown(distribution.max())));
    }

    private static Cell text(String text) {
        return new Cell(text, text, "");
    }

    private static Cell count(long number) {
        return number((double) number, Words.count(number));
    }

    private static Cell number(@Nullable Double value, String shown) {
        return value == null ? new Cell(DASH, "", "number") : new Cell(shown, Double.toString(value), "number");
    }

    private static Cell time(Sample sample, String name) {
        Double seconds = seconds(sample, name);
        return number(seconds, seconds == null ? "" : shown(seconds));
    }

    private static String shown(double seconds) {
        return Words.seconds(Math.round(seconds * 1e9));
    }

    private static Cell lost(Sample sample) {
        Long lost = sample.lost();
        return number(
                lost == null ? null : lost.doubleValue(),
                lost == null
                        ? ""
                        : Words.count(lost) + " of " + Words.count(Objects.requireNonNull(sample.acknowledged())));
    }

    private static @Nullable Double seconds(Sample sample, String name) {
        Duration time = sample.times().get(name);
        return time == null ? null : time.toNanos() / 1e9;
    }
}
