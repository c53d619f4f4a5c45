package io.splitproof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectivesTest {
    @ParameterizedTest
    @ValueSource(strings = {"redis-directives.txt", "sentinel-directives.txt"})
    void everyRowOfATableHasAShapeOnce(String table) throws Exception {
        var seen = new HashSet<String>();
        for (String row : Files.readAllLines(Path.of("src/main/resources/io/splitproof/store", table))) {
            List<String> words = Arrays.asList(row.split(" "));
            if (!row.startsWith("#")) {
                assertThat(seen.add(words.get(0))).as(row).isTrue();
                assertThatCode(() -> check(words)).as(row).doesNotThrowAnyException();
            }
        }
        assertThat(seen).isNotEmpty();
    }

    private static void check(List<String> words) {
        if (!words.get(1).equals("harness") && !words.get(1).equals("renamed")) {
            ValueShape.parse(words.get(1), words.subList(2, words.size()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "min-replicas-to-write, 1, true",
        "min-replicas-to-write, -1, false",
        "min-replicas-to-write, 99999999999, false",
        "slowlog-log-slower-than, -1, true",
        "maxmemory, 100mb, true",
        "maxmemory, lots, false",
        "appendonly, yes, true",
        "appendonly, 'on', false",
        "appendfsync, everysec, true",
        "save, 900 1, true",
        "save, 900, false",
        "client-output-buffer-limit, replica 256mb 64mb 60, true",
        "client-output-buffer-limit, replica 256mb, false",
        "shutdown-on-sigterm, nosave force, true",
        "shutdown-on-sigterm, later, false"
    })
    void aDirectiveTakesTheValuesOfItsShape(String directive, String value, boolean taken) {
        var problems = new Problems("x.yaml");
        Yaml settings =
                YamlFile.parse(directive + ": \"" + value + "\"", problems).orElseThrow();
        Map<String, List<String>> read = Directives.REDIS.read(settings, problems);
        assertThat(problems.inOrder().isEmpty()).isEqualTo(taken);
        assertThat(read.get(directive)).isEqualTo(taken ? List.of(value) : List.of());
    }
}
