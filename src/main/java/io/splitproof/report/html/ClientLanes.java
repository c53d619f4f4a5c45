package io.splitproof.report.html;

import io.splitproof.checker.Findings;
import io.splitproof.checker.Outage;
import io.splitproof.checker.Words;
import io.splitproof.history.OperationKind;
import io.splitproof.report.html.PageData.ClientLane;
import io.splitproof.report.html.PageData.Span;
import io.splitproof.workload.ClientSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lane of each client: what became of its operations, and how long it was without service. */
final class ClientLanes {
    /** More are not told apart on a screen. */
    static final int SHOWN = 16;

    private ClientLanes() {}

    static List<ClientLane> of(List<ClientSpec> clients, Findings findings, Operations operations) {
        return clients.stream()
                .limit(SHOWN)
                .map(c -> lane(c, findings, operations.of(c.name())))
                .toList();
    }

    private static ClientLane lane(ClientSpec client, Findings findings, Counts counts) {
        return new ClientLane(
                client.name(),
                what(client),
                Counts.list(counts.ok()),
                Counts.list(counts.indeterminate()),
                Counts.list(counts.rejected()),
                Counts.list(counts.lost()),
                outage(client.name(), findings));
    }

    private static String what(ClientSpec client) {
        return (client.kind() == OperationKind.WRITE ? "writes " : "reads ") + Words.factor(client.ratePerSecond())
                + "/s";
    }

    /** One that is no longer than the time between two attempts is none. */
    private static @Nullable Span outage(String client, Findings findings) {
        return findings.outages().toOptional().orElse(List.of()).stream()
                .filter(o -> client.equals(o.client()) && isNotable(o))
                .findFirst()
                .map(o -> new Span(
                        PageData.seconds(o.during().fromNanos()),
                        PageData.seconds(o.during().toNanos()),
                        "outage",
                        "no success for " + Words.seconds(o.length()) + (o.endedBySuccess() ? "" : ", to the end"),
                        0))
                .orElse(null);
    }

    private static boolean isNotable(Outage outage) {
        return outage.length().compareTo(outage.resolution().multipliedBy(2)) > 0
                && outage.length().toMillis() >= 100;
    }
}
