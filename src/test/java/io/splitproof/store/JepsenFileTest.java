package io.splitproof.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event;
import io.splitproof.history.History;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.history.Phase;
import io.splitproof.history.Range;
import io.splitproof.history.SyntheticHistory;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import us.bpsm.edn.Keyword;
import us.bpsm.edn.parser.Parseable;
import us.bpsm.edn.parser.Parser;
import us.bpsm.edn.parser.Parsers;

/** What Jepsen's checkers demand of a history, read with a reader of EDN that is not ours. */
class JepsenFileTest {
    private static final Path RECORDED = Path.of("src/test/resources/recorded");

    private static String written(History history, JepsenFile.Format format) throws IOException {
        var text = new StringWriter();
        JepsenFile.write(history, format, text);
        return text.toString();
    }

    private static List<Map<?, ?>> edn(History history) throws IOException {
        Parseable text = Parsers.newParseable(written(history, JepsenFile.Format.EDN));
        Parser parser = Parsers.newParser(Parsers.defaultConfiguration());
        var operations = new ArrayList<Map<?, ?>>();
        for (Object next = parser.nextValue(text); next != Parser.END_OF_INPUT; next = parser.nextValue(text)) {
            operations.add((Map<?, ?>) next);
        }
        return operations;
    }

    private static Object get(Map<?, ?> operation, String key) {
        return Objects.requireNonNull(operation.get(Keyword.newKeyword(key)), key);
    }

    private static String word(Map<?, ?> operation, String key) {
        return ((Keyword) get(operation, key)).getName();
    }

    /** The one micro-operation: append or r, key, value. */
    private static List<?> micro(Map<?, ?> operation) {
        List<?> value = (List<?>) get(operation, "value");
        assertThat(value).hasSize(1);
        return (List<?>) value.get(0);
    }

    static Stream<History> histories() {
        return Stream.concat(
                Stream.of("no-gate", "lag-limited", "crash", "cluster-minority")
                        .map(run -> RunDirectory.open(RECORDED.resolve(run))
                                .history()
                                .history()),
                Stream.of(SyntheticHistory.of(5_000, 7).history()));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void aProcessDoesOneThingAtATimeAndIsOverWithInfo(History history) throws IOException {
        var open = new HashMap<Long, Map<?, ?>>();
        var over = new HashSet<Long>();
        for (Map<?, ?> operation : edn(history)) {
            long process = (Long) get(operation, "process");
            assertThat(over).doesNotContain(process);
            if (word(operation, "type").equals("invoke")) {
                assertThat(open.put(process, operation)).isNull();
                continue;
            }
            Map<?, ?> begun = open.remove(process);
            assertThat(begun).as("what %s completes", operation).isNotNull();
            assertThat(micro(operation).subList(0, 2)).isEqualTo(micro(begun).subList(0, 2));
            if (micro(operation).get(0).equals(Keyword.newKeyword("append"))) {
                assertThat(micro(operation)).isEqualTo(micro(begun));
            }
            if (word(operation, "type").equals("info")) {
                over.add(process);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void aProcessAndItsSuccessorsAreOneClient(History history) throws IOException {
        List<Map<?, ?>> operations = edn(history);
        Set<Object> clients = operations.stream().map(o -> get(o, "client")).collect(Collectors.toSet());
        var of = new HashMap<Long, Object>();
        operations.forEach(o -> {
            long thread = (Long) get(o, "process") % clients.size();
            assertThat(of.computeIfAbsent(thread, t -> get(o, "client"))).isEqualTo(get(o, "client"));
        });
        assertThat(of).hasSize(clients.size());
    }

    @ParameterizedTest
    @MethodSource("histories")
    void operationsAreInOrderOfTimeAndEachValueIsAppendedOnce(History history) throws IOException {
        List<Map<?, ?>> operations = edn(history);
        var values = new HashSet<Object>();
        long last = 0;
        for (int i = 0; i < operations.size(); i++) {
            Map<?, ?> operation = operations.get(i);
            assertThat(get(operation, "index")).isEqualTo((long) i);
            assertThat((Long) get(operation, "time")).isGreaterThanOrEqualTo(last);
            last = (Long) get(operation, "time");
            assertThat(word(operation, "f")).isEqualTo("txn");
            if (word(operation, "type").equals("invoke")
                    && word(micro(operation)).equals("append")) {
                assertThat(values.add(micro(operation))).as("%s", operation).isTrue();
            }
        }
        assertThat(values).hasSize((int) history.of(Event.Invoked.class)
                .filter(i -> i.kind() == OperationKind.WRITE)
                .count());
    }

    private static String word(List<?> micro) {
        return ((Keyword) micro.get(0)).getName();
    }

    /** The figures of the run's verdicts, from the export alone. */
    @Test
    void whatIsLostCanBeFoundInIt() throws IOException {
        List<Map<?, ?>> operations =
                edn(RunDirectory.open(RECORDED.resolve("no-gate")).history().history());
        Set<List<Object>> acknowledged = new HashSet<>();
        Set<List<Object>> present = new HashSet<>();
        for (Map<?, ?> operation : operations) {
            if (word(operation, "type").equals("ok")) {
                List<?> micro = micro(operation);
                if (word(micro).equals("append")) {
                    acknowledged.add(List.of(micro.get(1), micro.get(2)));
                } else {
                    ((List<?>) micro.get(2)).forEach(value -> present.add(List.of(micro.get(1), value)));
                }
            }
        }
        assertThat(acknowledged).hasSize(948);
        assertThat(acknowledged.stream().filter(a -> !present.contains(a))).hasSize(351);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void jsonSaysTheSame(History history) throws IOException {
        var json = Json.MAPPER.readTree(written(history, JepsenFile.Format.JSON));
        List<Map<?, ?>> operations = edn(history);
        assertThat(json.size()).isEqualTo(operations.size());
        for (int i = 0; i < operations.size(); i++) {
            Map<?, ?> operation = operations.get(i);
            assertThat(json.get(i).get("type").asString()).isEqualTo(word(operation, "type"));
            assertThat(json.get(i).get("process").asLong()).isEqualTo(get(operation, "process"));
            assertThat(json.get(i).get("time").asLong()).isEqualTo(get(operation, "time"));
            assertThat(json.get(i).at("/value/0/0").asString()).isEqualTo(word(micro(operation)));
            assertThat(json.get(i).at("/value/0/2").toString().replace(" ", ""))
                    .isEqualTo(String.valueOf(micro(operation).get(2)).replace(" ", ""));
        }
    }

    @Test
    void theHistoryIsWrittenAsThis() throws IOException {
        assertThat(written(small("timeout \"x\"\n\u0007\\"), JepsenFile.Format.EDN))
                .isEqualTo("""
                        {:type :invoke, :f :txn, :value [[:append "ledger:c1" 1]], :process 0, :time 10, :index 0, :client "c1"}
                        {:type :info, :f :txn, :value [[:append "ledger:c1" 1]], :process 0, :time 20, :index 1, :client "c1", :node "redis-1", :error "timeout \\"x\\"\\n\\u0007\\\\"}
                        {:type :invoke, :f :txn, :value [[:append "ledger:c1" 2]], :process 2, :time 30, :index 2, :client "c1"}
                        {:type :ok, :f :txn, :value [[:append "ledger:c1" 2]], :process 2, :time 40, :index 3, :client "c1", :node "redis-1"}
                        {:type :invoke, :f :txn, :value [[:append "ledger:c1" 3]], :process 2, :time 50, :index 4, :client "c1"}
                        {:type :invoke, :f :txn, :value [[:r "ledger:c1" nil]], :process 1, :time 60, :index 5, :client "redis-1"}
                        {:type :ok, :f :txn, :value [[:r "ledger:c1" [1 2 3]]], :process 1, :time 70, :index 6, :client "redis-1", :node "redis-1"}
                        """);
    }

    @Test
    void hostileTextStaysOneString() throws IOException {
        String hostile = "\"}\n{:type :ok} \u0000 \ud800 \ud83d\ude00 \\";
        assertThat(edn(small(hostile)))
                .hasSize(7)
                .satisfies(o -> assertThat(get(o.get(1), "error")).isEqualTo(hostile));
        assertThat(Json.MAPPER
                        .readTree(written(small(hostile), JepsenFile.Format.JSON))
                        .at("/1/error")
                        .asString())
                .isEqualTo(hostile);
    }

    private static History small(String error) {
        return new History(List.of(
                new Event.Invoked(10, 1, "c1", OperationKind.WRITE, "ledger:c1", 1L, 10),
                new Event.Invoked(11, 2, "c2", OperationKind.READ, "ledger:c1", null, 11),
                new Event.Completed(12, 2, new Outcome.Ok(null, "redis-1")),
                new Event.Completed(20, 1, new Outcome.Info(error, "redis-1")),
                new Event.Invoked(30, 3, "c1", OperationKind.WRITE, "ledger:c1", 2L, 30),
                new Event.Completed(40, 3, new Outcome.Ok(null, "redis-1")),
                new Event.Invoked(50, 4, "c1", OperationKind.WRITE, "ledger:c1", 3L, 50),
                new Event.PhaseStarted(60, Phase.FINAL_READS),
                new Event.FinalRead(70, "redis-1", "master", "ledger:c1", List.of(new Range(1, 3)), List.of())));
    }

    @Test
    void listsAreWrittenInTheirOrder() throws IOException {
        var values = List.of(new Range(5, 7), new Range(1, 2), new Range(6, 6));
        var history = new History(List.of(new Event.FinalRead(9, "redis-1", "slave", "k", values, List.of("x"))));
        assertThat(micro(edn(history).get(1)).get(2))
                .isEqualTo(LongStream.of(5, 6, 7, 1, 2, 6).boxed().toList());
    }

    @Test
    void nothingIsAnEmptyHistory() throws IOException {
        assertThat(written(new History(List.of()), JepsenFile.Format.EDN)).isEmpty();
        assertThat(written(new History(List.of()), JepsenFile.Format.JSON)).isEqualTo("[]\n");
    }
}
