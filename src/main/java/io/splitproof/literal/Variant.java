package io.splitproof.literal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files as written, or after repairs.
 *
 * @param repairs what is changed since the variant before
 * @param files after all repairs so far, by name
 * @param compositions what their compose files then mean
 * @param checks in order; the first that is not met ends the trial
 * @param failsAt the check at which it is told to fail; null for one that is told to work
 * @param shows what a user then sees: commands and the error that they print
 */
public record Variant(
        String name,
        List<Edit> repairs,
        Map<String, String> files,
        List<Composition> compositions,
        List<Check> checks,
        @Nullable String failsAt,
        List<Check> shows) {
    public Variant {
        repairs = List.copyOf(repairs);
        files = Map.copyOf(files);
        compositions = List.copyOf(compositions);
        checks = List.copyOf(checks);
        shows = List.copyOf(shows);
    }
}
