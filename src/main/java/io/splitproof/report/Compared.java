package io.splitproof.report;

import io.splitproof.checker.Judgement;
import io.splitproof.checker.Result;
import io.splitproof.checker.Words;
import io.splitproof.scenario.Sample;
import io.splitproof.scenario.Scenario;
import io.splitproof.workload.ClientSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One of two sets of runs that are laid side by side.
 *
 * @param name as it was asked for, such as a folder
 * @param runs at least one
 */
public record Compared(String name, List<Run> runs) {
    public Compared {
        runs = List.copyOf(runs);
    }

    /**
     * One run of a set.
     *
     * @param facts how it was set up, by name and in order; what is not known is absent
     */
    public record Run(Sample sample, Map<String, String> facts) {
        /** What a sample alone tells. */
        public static Run of(Sample sample) {
            var facts = new LinkedHashMap<String, String>();
            facts.put("server", sample.server());
            facts.put("time-lapse", Words.factor(sample.factor()));
            facts.put("machine", sample.machine());
            facts.put("commit", sample.commit() == null ? "unknown" : sample.commit());
            return new Run(sample, facts);
        }

        /** With the settings that were live, and what was planned. */
        public static Run of(Sample sample, Scenario scenario, Judgement judgement) {
            var facts = new LinkedHashMap<String, String>();
            Tables.settings(judgement.findings())
                    .forEach(row -> facts.put(row.get(1) + " of " + row.get(0), row.get(2)));
            facts.put(
                    "faults",
                    scenario.schedule().faults().stream()
                            .map(f -> f.describe() + " at " + Words.seconds(f.at())
                                    + (f.lasts() == null ? "" : " for " + Words.seconds(f.lasts())))
                            .collect(Collectors.joining("; ")));
            facts.put("end", Words.seconds(scenario.schedule().end()));
            facts.put("clients", scenario.clients().stream().map(Run::client).collect(Collectors.joining("; ")));
            var all = new LinkedHashMap<>(of(sample).facts());
            all.putAll(facts);
            return new Run(sample, all);
        }

        private static String client(ClientSpec client) {
            return client.name() + " " + Words.factor(client.ratePerSecond()) + "/s"
                    + (client.waitsFor() == null ? "" : ", " + client.waitsFor().describe());
        }
    }

    /** Those of one scenario. */
    Compared of(String scenario) {
        return new Compared(
                name,
                runs.stream()
                        .filter(r -> r.sample().scenario().equals(scenario))
                        .toList());
    }

    /** Names of its scenarios, in order. */
    TreeSet<String> scenarios() {
        return runs.stream().map(r -> r.sample().scenario()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Samples whose times count: those of unknown runs do not, since what they measured may not be what was meant. */
    List<Sample> known() {
        return runs.stream()
                .map(Run::sample)
                .filter(s -> s.result() != Result.UNKNOWN)
                .toList();
    }

    /** Every value that a fact has in it; empty if none of its runs tells. */
    String values(String fact) {
        return runs.stream()
                .flatMap(r -> java.util.stream.Stream.ofNullable(r.facts().get(fact)))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
    }

    /** Such as {@code 20 runs: 18 held, 0 violated, 2 unknown}. */
    public String tally() {
        return RepeatSummary.tally(runs.stream().map(Run::sample).toList());
    }
}
