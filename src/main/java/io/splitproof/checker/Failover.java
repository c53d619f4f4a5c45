package io.splitproof.checker;

import io.splitproof.forecast.Stage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One failover as it was seen. All times are moments on the run clock.
 *
 * @param leader the Sentinel that was elected; null if its messages were not seen
 * @param stages when each stage was seen; a stage that was not seen is absent
 * @param sdown when each Sentinel said {@code +sdown} of the primary
 * @param switches when each Sentinel said {@code +switch-master} to the new primary
 * @param tries how many {@code +try-failover} came before the promotion; more than one: competing or failed candidates
 * @param aborts the {@code -failover-abort-*} that came before it, word for word
 * @param firstSuccess each client's first success on the new primary
 */
public record Failover(
        String group,
        String oldPrimary,
        String newPrimary,
        @Nullable String leader,
        Map<Stage, Interval> stages,
        Map<String, Long> sdown,
        Map<String, Long> switches,
        int tries,
        List<String> aborts,
        Map<String, Long> firstSuccess) {
    public Failover {
        var ordered = new EnumMap<Stage, Interval>(Stage.class);
        ordered.putAll(stages);
        stages = Collections.unmodifiableMap(ordered);
        sdown = Collections.unmodifiableMap(sdown);
        switches = Collections.unmodifiableMap(switches);
        aborts = List.copyOf(aborts);
        firstSuccess = Collections.unmodifiableMap(firstSuccess);
    }

    /** When that stage was seen; null if it was not. */
    public @Nullable Interval stage(Stage stage) {
        return stages.get(stage);
    }
}
