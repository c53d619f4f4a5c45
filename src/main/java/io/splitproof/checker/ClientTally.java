package io.splitproof.checker;

import io.splitproof.history.Event;
import io.splitproof.history.Event.FaultStarted;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sums up what each writer was told. */
public final class ClientTally {
    private ClientTally() {}

    /** The figures of every writer, in the scenario's order; none where outages could not be found. */
    public static List<ClientFigures> of(Evidence evidence, Findings findings) {
        var attempts = Attempts.of(evidence.history());
        long fault =
                evidence.history().first(FaultStarted.class).map(Event::atNanos).orElse(Long.MAX_VALUE);
        List<Outage> outages = findings.outages().toOptional().orElse(List.of());
        var figures = new ArrayList<ClientFigures>();
        for (ClientSpec writer :
                evidence.clients().stream().filter(ClientSpec::writes).toList()) {
            Outages.of(outages, writer.name())
                    .ifPresent(o -> figures.add(figures(
                            writer.name(),
                            attempts.of(writer.name()),
                            fault,
                            o,
                            cells(findings, writer.name()).orElse(null))));
        }
        return List.copyOf(figures);
    }

    private static Optional<Cells> cells(Findings findings, String writer) {
        return findings.writes()
                .toOptional()
                .filter(w -> w.problems().isEmpty())
                .map(w -> w.writers().get(writer));
    }

    private static ClientFigures figures(
            String client, List<Attempt> attempts, long fault, Outage outage, @Nullable Cells cells) {
        long ok = attempts.stream().filter(Attempt::ok).count();
        long refused = attempts.stream().filter(Attempt::rejected).count();
        return new ClientFigures(
                client,
                ok,
                refused,
                attempts.size() - ok - refused,
                cells == null ? null : cells.lost(),
                cells == null ? null : cells.duplicated(),
                median(attempts, fault),
                outage.length(),
                outage.endedBySuccess());
    }

    private static @Nullable Duration median(List<Attempt> attempts, long fault) {
        long[] nanos = attempts.stream()
                .filter(a -> a.ok() && a.endNanos() < fault)
                .mapToLong(a -> a.endNanos() - a.startNanos())
                .sorted()
                .toArray();
        return nanos.length == 0 ? null : Duration.ofNanos(nanos[nanos.length / 2]);
    }
}
