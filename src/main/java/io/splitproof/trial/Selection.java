package io.splitproof.trial;

import io.splitproof.checker.Words;
import io.splitproof.report.Compared;
import io.splitproof.scenario.Sample;
import io.splitproof.store.SampleFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs that a command line names: a run directory, a folder of them or a file of samples, and which of these.
 *
 * @param text as it was written, such as {@code reports/claims.jsonl,server=redis:7}
 * @param wanted values of scenario, server, factor and commit
 */
public record Selection(String text, Path path, Map<String, String> wanted) {
    private static final List<String> KEYS = List.of("scenario", "server", "factor", "commit");

    /** Reads {@code PATH[,KEY=VALUE]...}; throws IllegalArgumentException that says what was expected. */
    public static Selection of(String text) {
        if (Files.exists(Path.of(text))) {
            return new Selection(text, Path.of(text), Map.of());
        }
        String[] parts = text.split(",", -1);
        Path path = Path.of(parts[0]);
        if (!Files.exists(path)) {
            throw new IllegalArgumentException(
                    "expected a run directory, a folder of runs or a file of samples, but " + path + " does not exist");
        }
        var wanted = new LinkedHashMap<String, String>();
        for (String part : List.of(parts).subList(1, parts.length)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            if (equals < 0 || !KEYS.contains(key)) {
                throw new IllegalArgumentException("expected " + path + " and then KEY=VALUE with one of "
                        + String.join(", ", KEYS) + ", parted by commas, but found \"" + part + "\"");
            }
            wanted.put(key, part.substring(equals + 1));
        }
        return new Selection(text, path, wanted);
    }

    /**
     * Its runs; {@code troubles} is told of those that cannot be read.
     *
     * @throws IllegalArgumentException if there is none
     * @throws io.splitproof.store.DamagedRunException if a file of samples cannot be read
     */
    public Compared runs(List<String> troubles) {
        List<Compared.Run> found =
                all(troubles).stream().filter(r -> isWanted(r.sample())).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("expected runs that were judged in " + text + ", but there is none"
                    + (troubles.isEmpty() ? "" : " (" + troubles.get(0) + ")"));
        }
        return new Compared(text, found);
    }

    private List<Compared.Run> all(List<String> troubles) {
        if (Files.isRegularFile(path)) {
            return new SampleFile(path).read().stream().map(Compared.Run::of).toList();
        }
        var runs = new ArrayList<Compared.Run>();
        for (Path directory : RecordedRun.below(path)) {
            RecordedRun recorded = RecordedRun.read(directory);
            recorded.sample().ifPresentOrElse(s -> runs.add(run(recorded, s)), () -> troubles.add(recorded.trouble()));
        }
        return runs;
    }

    private static Compared.Run run(RecordedRun recorded, Sample sample) {
        return Compared.Run.of(
                sample,
                Objects.requireNonNull(recorded.run()).scenario(),
                Objects.requireNonNull(recorded.judgement()));
    }

    private boolean isWanted(Sample sample) {
        return is("scenario", sample.scenario())
                && (is("server", sample.wanted()) || is("server", sample.server()))
                && is("factor", Words.factor(sample.factor()))
                && is("commit", String.valueOf(sample.commit()));
    }

    private boolean is(String key, String value) {
        String asked = wanted.get(key);
        return asked == null || asked.equals(value);
    }
}
