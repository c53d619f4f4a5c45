package io.splitproof.report;

import io.splitproof.checker.Times;
import io.splitproof.scenario.Sample;
import io.splitproof.statistics.Distribution;
import io.splitproof.statistics.Holm;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Two sets of runs side by side: how they were set up differently, and for each measurement whether they differ by more
 * than noise.
 *
 * @param sections one for each scenario
 * @param alone scenarios that only one of both sets has, and what else a reader must know, in sentences
 */
public record Comparison(Compared first, Compared second, List<Section> sections, List<String> alone) {
    /** What is looked at first. They are tested together, and the stages between them together. */
    private static final List<String> HEADLINES = List.of("writable", Times.OUTAGE, Times.SPLIT_BRAIN, Times.LAST_LOST);

    public Comparison {
        sections = List.copyOf(sections);
        alone = List.copyOf(alone);
    }

    /**
     * One scenario, or two that are compared with each other.
     *
     * @param differences of the set-up, before any measurement
     */
    public record Section(
            String title, Compared first, Compared second, List<Setup> differences, List<Measured> measured) {}

    /** A fact that is not the same in both sets; a dash where it is not known. */
    public record Setup(String fact, String first, String second) {}

    /** Compares scenario by scenario those that both have; if each has but one, these two. */
    public static Comparison of(Compared first, Compared second) {
        var common = new TreeSet<>(first.scenarios());
        common.retainAll(second.scenarios());
        var sections = new ArrayList<Section>();
        if (common.isEmpty()
                && first.scenarios().size() == 1
                && second.scenarios().size() == 1) {
            sections.add(section(
                    first.scenarios().first() + " and " + second.scenarios().first(), first, second));
        }
        common.forEach(s -> sections.add(section(s, first.of(s), second.of(s))));
        return new Comparison(first, second, sections, sections.isEmpty() ? List.of() : remarks(first, second));
    }

    private static List<String> remarks(Compared first, Compared second) {
        var remarks = new ArrayList<String>();
        if (first.scenarios().size() > 1 || second.scenarios().size() > 1) {
            alone("A", first, second).ifPresent(remarks::add);
            alone("B", second, first).ifPresent(remarks::add);
        }
        var runs = new TreeSet<String>();
        first.runs().forEach(r -> runs.add(r.sample().run()));
        long both = second.runs().stream()
                .filter(r -> runs.contains(r.sample().run()))
                .count();
        if (both > 0) {
            remarks.add(
                    both + " of B's runs are among A's too, so that both are not independent and no test means much.");
        }
        return remarks;
    }

    private static Optional<String> alone(String name, Compared set, Compared other) {
        var alone = new TreeSet<>(set.scenarios());
        alone.removeAll(other.scenarios());
        return alone.isEmpty()
                ? Optional.empty()
                : Optional.of("Only " + name + " has " + String.join(", ", alone) + ".");
    }

    private static Section section(String title, Compared first, Compared second) {
        var measured = new ArrayList<Measured>();
        List<String> names = names(first, second);
        List<Measured.Values> headlines = new ArrayList<>(names.stream()
                .filter(HEADLINES::contains)
                .map(n -> values(n, first, second))
                .toList());
        headlines.add(lost(first, second));
        measured.addAll(judged(headlines));
        measured.addAll(judged(names.stream()
                .filter(n -> !HEADLINES.contains(n))
                .map(n -> values(n, first, second))
                .toList()));
        return new Section(title, first, second, differences(first, second), List.copyOf(measured));
    }

    private static List<String> names(Compared first, Compared second) {
        return RepeatSummary.names(
                Stream.concat(first.known().stream(), second.known().stream()).toList());
    }

    private static Measured.Values values(String name, Compared first, Compared second) {
        return new Measured.Values(
                name,
                "s",
                distribution(RepeatSummary.seconds(first.known(), name)),
                distribution(RepeatSummary.seconds(second.known(), name)));
    }

    private static Measured.Values lost(Compared first, Compared second) {
        return new Measured.Values("lost writes", "", distribution(lost(first)), distribution(lost(second)));
    }

    private static List<Double> lost(Compared set) {
        return set.known().stream()
                .map(Sample::lost)
                .filter(Objects::nonNull)
                .map(Long::doubleValue)
                .toList();
    }

    private static Optional<Distribution> distribution(List<Double> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(new Distribution(values));
    }

    /** Judged as one family, so that one difference in twenty is not found by chance alone. */
    private static List<Measured> judged(List<Measured.Values> family) {
        List<Measured.Values> both =
                family.stream().filter(Measured.Values::canDiffer).toList();
        List<Double> adjusted =
                Holm.adjusted(both.stream().map(Measured.Values::p).toList());
        return family.stream()
                .map(v -> Measured.of(v, both.size(), both.contains(v) ? adjusted.get(both.indexOf(v)) : null))
                .toList();
    }

    private static List<Setup> differences(Compared first, Compared second) {
        var facts = new LinkedHashSet<String>();
        facts.add("scenario");
        Stream.of(first, second)
                .flatMap(c -> c.runs().stream())
                .forEach(r -> facts.addAll(r.facts().keySet()));
        return facts.stream()
                .map(f -> f.equals("scenario")
                        ? new Setup(f, String.join(", ", first.scenarios()), String.join(", ", second.scenarios()))
                        : new Setup(f, first.values(f), second.values(f)))
                .filter(s -> !s.first().equals(s.second()))
                .map(s -> new Setup(s.fact(), orDash(s.first()), orDash(s.second())))
                .toList();
    }

    private static String orDash(String values) {
        return values.isEmpty() ? Tables.DASH : values;
    }
}
