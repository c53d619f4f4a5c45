package io.splitproof.report.html;

import io.splitproof.checker.Evidence;
import io.splitproof.checker.Findings;
import io.splitproof.checker.SplitBrain;
import io.splitproof.checker.Words;
import io.splitproof.history.Event;
import io.splitproof.history.History;
import io.splitproof.history.Phase;
import io.splitproof.report.html.PageData.Dual;
import io.splitproof.report.html.PageData.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects what the pictures and lists of a page show. Linear in the length of the history. */
final class Pictures {
    private final Evidence evidence;
    private final Evidence observed;
    private final Findings findings;
    private final long end;

    Pictures(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.observed = evidence.withoutOperations();
        this.findings = findings;
        List<Event> events = evidence.history().events();
        this.end = events.isEmpty() ? 0 : events.get(events.size() - 1).atNanos();
    }

    /** @param why what the headline says */
    PageData data(String why) {
        History history = observed.history();
        var operations = Operations.of(evidence, findings);
        var events = EventRows.of(history, operations);
        return new PageData(
                PageData.seconds(history.startOf(Phase.CONTROL).orElse(0L)),
                PageData.seconds(end),
                why,
                history.of(Event.PhaseStarted.class).map(Pictures::phase).toList(),
                FaultBands.of(history, end),
                duals(),
                VirtualIpLane.of(findings.holders(), end),
                new NodeLanes(observed, findings, operations, end).all(),
                operations.bins(),
                ClientLanes.of(evidence.clients(), findings, operations),
                Waterfalls.of(findings),
                new LinkTimes(observed, end).links(),
                events.rows(),
                NodeSettings.of(history),
                thinned(operations, events));
    }

    private static Mark phase(Event.PhaseStarted started) {
        String name = started.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Mark(PageData.seconds(started.atNanos()), name, "");
    }

    private List<Dual> duals() {
        return findings.splitBrain().toOptional().map(SplitBrain::overlaps).orElse(List.of()).stream()
                .map(o -> new Dual(
                        PageData.seconds(o.during().fromNanos()),
                        PageData.seconds(o.during().toNanos()),
                        o.loser(),
                        o.winner(),
                        o.writes()))
                .toList();
    }

    private List<String> thinned(Operations operations, EventRows events) {
        var thinned = new ArrayList<String>();
        if (evidence.history().events().size() > observed.history().events().size()) {
            thinned.add("Operations are counted in bins of "
                    + Words.seconds(Math.round(operations.bins().width() * 1e9))
                    + "; history.jsonl has each of them.");
        }
        if (!events.leftOut().isEmpty()) {
            thinned.add("Not in the list of events: " + events.leftOutWords() + ".");
        }
        if (evidence.clients().size() > ClientLanes.SHOWN) {
            thinned.add("Of " + evidence.clients().size() + " clients the timeline shows the first " + ClientLanes.SHOWN
                    + ".");
        }
        if (evidence.topology().boxes().size() > LinkTimes.BOXES) {
            thinned.add("Links between " + evidence.topology().boxes().size() + " boxes are not shown as a matrix.");
        }
        return thinned;
    }
}
