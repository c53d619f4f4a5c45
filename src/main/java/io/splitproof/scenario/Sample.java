package io.splitproof.scenario;

import io.splitproof.checker.Claim.Finding;
import io.splitproof.checker.ClientFigures;
import io.splitproof.checker.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one run adds to a table of many runs.
 *
 * @param run its id
 * @param server version of the server, as it says itself
 * @param wanted the server that was asked for, such as {@code redis:7}
 * @param machine where it ran, in words
 * @param commit of the project, if it is known
 * @param stages whether every stage lay inside its forecast; unknown also where no such objective was judged
 * @param tries how often an election was begun
 * @param lateness how late the harness's timers were at worst, from the fault on
 * @param times by name; what was not measured is absent
 * @param acknowledged writes; null if no ledger was read
 * @param lost acknowledged writes that are lost; null if no ledger was read
 * @param finding of the scenario's claim; null if it has none
 * @param figure the measurement behind the finding, in words; null if there is no claim
 * @param pingPhase at which fraction of a ping period the fault was to come; null where it did not wait for one
 * @param clients the figures of every writer; null in samples of older versions
 * @param splitBrain how long two nodes acknowledged at once, in all; null if that is not known, and in samples of older
 *     versions
 */
public record Sample(
        String scenario,
        double factor,
        String run,
        Instant started,
        String server,
        String wanted,
        String machine,
        @Nullable String commit,
        Result result,
        Result stages,
        int tries,
        Duration lateness,
        Map<String, Duration> times,
        @Nullable Long acknowledged,
        @Nullable Long lost,
        @Nullable Finding finding,
        @Nullable String figure,
        @Nullable Double pingPhase,
        @Nullable List<ClientFigures> clients,
        @Nullable Duration splitBrain) {
    /** Among its times: from the fault to the +sdown of the Sentinel whose ping period the fault waited for. */
    public static final String PHASED_SDOWN = "sdown of the Sentinel in phase";

    public Sample {
        times = Map.copyOf(times);
    }

    /** A sample that says nothing of split brain. */
    public Sample(
            String scenario,
            double factor,
            String run,
            Instant started,
            String server,
            String wanted,
            String machine,
            @Nullable String commit,
            Result result,
            Result stages,
            int tries,
            Duration lateness,
            Map<String, Duration> times,
            @Nullable Long acknowledged,
            @Nullable Long lost,
            @Nullable Finding finding,
            @Nullable String figure,
            @Nullable Double pingPhase,
            @Nullable List<ClientFigures> clients) {
        this(
                scenario,
                factor,
                run,
                started,
                server,
                wanted,
                machine,
                commit,
                result,
                stages,
                tries,
                lateness,
                times,
                acknowledged,
                lost,
                finding,
                figure,
                pingPhase,
                clients,
                null);
    }

    /** The figures of a writer, if they were taken. */
    public Optional<ClientFigures> of(String client) {
        return clients == null
                ? Optional.empty()
                : clients.stream().filter(c -> c.client().equals(client)).findFirst();
    }
}
