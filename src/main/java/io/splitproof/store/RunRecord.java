package io.splitproof.store;

import io.splitproof.scenario.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run.json} says of a run: all that a judge or a reader needs beside the history.
 *
 * @param format raised when old readers could no longer read new records; see {@link #FORMAT}
 * @param runId unique among runs; containers of the run are labelled with it
 * @param scenario in full, as it was run
 * @param factor seconds of scenario time in a second of real time
 * @param started wall-clock time of the start, the only one in a run directory
 * @param gitCommit of the project whose scenario it is, if it is known
 * @param more whatever else is worth keeping, by name
 */
public record RunRecord(
        int format,
        String runId,
        Scenario scenario,
        long seed,
        double factor,
        Instant started,
        String harnessVersion,
        @Nullable String gitCommit,
        List<Image> images,
        Machine machine,
        Map<String, String> more) {
    /** The format this version writes. */
    public static final int FORMAT = 1;

    public RunRecord {
        images = List.copyOf(images);
        more = Map.copyOf(more);
    }

    /**
     * An image that the run used.
     *
     * @param name with its tag
     * @param digest of its content
     * @param serverVersion what the server in it says it is, or null where it has none or was not asked
     */
    public record Image(
            String name, String digest, @Nullable String serverVersion) {}

    /**
     * Where it ran.
     *
     * @param os name, version and architecture
     * @param engine name and version of the container engine
     * @param reach how clients reached their boxes: bridge addresses or published ports
     */
    public record Machine(int cores, long memoryBytes, String os, String engine, String reach) {}
}
