package io.splitproof.store;

import io.splitproof.scenario.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/** Samples of many runs, one line of JSON each, in the order in which the runs ended. */
public final class SampleFile {
    private final Path file;

    public SampleFile(Path file) {
        this.file = file;
    }

    /** Every sample so far; none if there is no file. Throws DamagedRunException with the line that is wrong. */
    public List<Sample> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        var samples = new ArrayList<Sample>();
        for (String line : lines()) {
            try {
                samples.add(Json.COMPACT.readValue(line, Sample.class));
            } catch (JacksonException e) {
                throw new DamagedRunException(
                        file, samples.size() + 1, "expected a sample as this version writes it, but found " + line);
            }
        }
        return List.copyOf(samples);
    }

    /** Adds one sample. */
    public void append(Sample sample) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    Json.COMPACT.writeValueAsString(sample) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("expected to add a sample to " + file, e);
        }
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new DamagedRunException(file, 0, "expected a readable file of samples: " + e.getMessage());
        }
    }
}
