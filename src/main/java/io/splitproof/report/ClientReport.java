package io.splitproof.report;

import io.splitproof.checker.ClientFigures;
import io.splitproof.checker.Result;
import io.splitproof.forecast.Stage;
import io.splitproof.scenario.Sample;
import io.splitproof.scenario.Scenario;
import io.splitproof.statistics.Distribution;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Driver;
import io.splitproof.workload.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What writers make of the same faults, by what they wait for and which library they use. The same samples make the same page. */
public final class ClientReport {
    private ClientReport() {}

    /** Renders the page; runs that are unknown are counted and not used. */
    public static String render(List<Scenario> scenarios, List<Sample> samples) {
        List<Runs> all = scenarios.stream().flatMap(s -> runs(s, samples)).toList();
        return Templates.render(
                "clients.md.peb",
                Map.of(
                        "waits",
                        all.stream()
                                .filter(r -> r.scenario().clients().stream().anyMatch(c -> c.waitsFor() != null))
                                .flatMap(Runs::waits)
                                .toList(),
                        "drivers",
                        all.stream()
                                .filter(r -> r.scenario().clients().stream().anyMatch(c -> c.driver() != null))
                                .flatMap(Runs::drivers)
                                .toList(),
                        "facts",
                        all.stream().map(Runs::facts).toList()));
    }

    private static Stream<Runs> runs(Scenario scenario, List<Sample> samples) {
        return samples.stream()
                .filter(s -> s.scenario().equals(scenario.name()) && s.clients() != null)
                .collect(Collectors.groupingBy(Sample::server, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(own -> new Runs(scenario, own));
    }

    /** Runs of one scenario on one server, at least one. */
    private record Runs(Scenario scenario, List<Sample> all) {
        private List<Sample> known() {
            return all.stream().filter(s -> s.result() != Result.UNKNOWN).toList();
        }

        Stream<List<String>> waits() {
            return scenario.clients().stream().filter(ClientSpec::writes).map(this::wait);
        }

        private List<String> wait(ClientSpec client) {
            Wait wait = client.waitsFor();
            return List.of(
                    "`" + scenario.name() + "`",
                    gate(scenario.topology()),
                    client.name(),
                    wait == null ? "its reply" : wait.describe(),
                    count(client, ClientFigures::acknowledged),
                    count(client, ClientFigures::refused),
                    count(client, ClientFigures::indeterminate),
                    count(client, ClientFigures::lost),
                    outage(client),
                    latency(client),
                    "" + known().size());
        }

        Stream<List<String>> drivers() {
            return scenario.clients().stream().filter(ClientSpec::writes).map(this::driver);
        }

        private List<String> driver(ClientSpec client) {
            Driver driver = client.driver();
            return List.of(
                    "`" + scenario.name() + "`",
                    driver == null ? "the harness's own" : driver.describe(),
                    server(known()),
                    outage(client),
                    later(client),
                    count(client, ClientFigures::indeterminate),
                    count(client, ClientFigures::lost),
                    count(client, ClientFigures::duplicated),
                    "" + known().size());
        }

        private static String server(List<Sample> samples) {
            return secondsOf(RepeatSummary.seconds(samples, Stage.WRITABLE.words()));
        }

        /** The client's outage less the server's, of runs in which there were both. */
        private String later(ClientSpec client) {
            var seconds = new ArrayList<Double>();
            for (Sample sample : known()) {
                Duration server = sample.times().get(Stage.WRITABLE.words());
                ClientFigures figures = sample.of(client.name()).orElse(null);
                if (server != null && figures != null && figures.back()) {
                    seconds.add(RepeatSummary.seconds(figures.outage().minus(server)));
                }
            }
            return secondsOf(seconds);
        }

        private List<ClientFigures> figures(ClientSpec client) {
            return known().stream().flatMap(s -> s.of(client.name()).stream()).toList();
        }

        private String count(ClientSpec client, Function<ClientFigures, @Nullable Long> figure) {
            return range(
                    figures(client).stream()
                            .flatMap(c -> Stream.ofNullable(figure.apply(c)))
                            .map(Long::doubleValue)
                            .toList(),
                    "%,.0f");
        }

        private String outage(ClientSpec client) {
            List<ClientFigures> all = figures(client);
            String seconds =
                    range(all.stream().map(c -> c.outage().toNanos() / 1e9).toList(), "%.1f");
            return seconds
                    + (all.isEmpty() ? "" : " s")
                    + (all.stream().allMatch(ClientFigures::back) ? "" : ", until the load ended");
        }

        /** The network and the disk are the machine's, whatever the nodes' clocks show. */
        private String latency(ClientSpec client) {
            var millis = new ArrayList<Double>();
            for (Sample sample : known()) {
                sample.of(client.name())
                        .map(ClientFigures::latency)
                        .ifPresent(l -> millis.add(l.toNanos() / 1e6 / sample.factor()));
            }
            return range(millis, "%.1f") + (millis.isEmpty() ? "" : " ms");
        }

        List<String> facts() {
            return List.of(
                    "`" + scenario.name() + "`"
                            + (scenario.timeLapse() == 1 ? "" : ", time-lapse " + scenario.timeLapse()),
                    all.get(0).server(),
                    known().size() + " used, " + (all.size() - known().size()) + " unknown",
                    words(s -> s.started().toString().substring(0, 10)) + ", "
                            + words(s -> s.commit() == null
                                    ? "commit not known"
                                    : s.commit().substring(0, 7)),
                    words(Sample::machine),
                    "`./splitproof run " + scenario.name() + "`");
        }

        private String words(Function<Sample, String> word) {
            return String.join(", ", all.stream().map(word).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static String gate(Topology topology) {
        return topology.redisNodes().stream()
                .map((Node n) -> n.setting("min-replicas-to-write").orElse("0"))
                .filter(v -> !v.equals("0"))
                .findFirst()
                .map(v -> "on (" + v + ")")
                .orElse("off");
    }

    private static String secondsOf(List<Double> seconds) {
        return range(seconds, "%.1f") + (seconds.isEmpty() ? "" : " s");
    }

    /** Such as {@code 12 (9 to 15)}: the median, and the range where runs differ. */
    private static String range(List<Double> values, String format) {
        if (values.isEmpty()) {
            return Tables.DASH;
        }
        var d = new Distribution(values);
        String median = String.format(Locale.ROOT, format, d.median());
        String min = String.format(Locale.ROOT, format, d.min());
        String max = String.format(Locale.ROOT, format, d.max());
        return min.equals(max) ? median : median + " (" + min + " to " + max + ")";
    }
}
