package io.splitproof.probe;

import io.lettuce.core.api.sync.RedisCommands;
import io.splitproof.history.Clock;
import io.splitproof.history.Event.FinalRead;
import io.splitproof.history.Journal;
import io.splitproof.history.Range;
import io.splitproof.topology.Node;
import java.util.ArrayList;
import java.util.List;

/** Reads every ledger on every live Redis node after the run. */
public final class FinalReads {
    private static final int CHUNK = 20_000;

    private final Plane plane;
    private final Clock clock;
    private final Journal journal;

    public FinalReads(Plane plane, Clock clock, Journal journal) {
        this.plane = plane;
        this.clock = clock;
        this.journal = journal;
    }

    /** Records one ledger of one node as a final read. */
    public void record(Node node, String key) {
        var connection = plane.to(node);
        if (plane.topology().isMember(node)) {
            // A replica would send the reader to its primary; a primary takes the command, and it changes nothing.
            connection.ask(RedisCommands::readOnly);
        }
        String role = String.valueOf(connection.raw("ROLE").get(0));
        var ranges = new ArrayList<Range>();
        var foreign = new ArrayList<String>();
        long first = 0;
        long last = -1;
        for (int from = 0; ; from += CHUNK) {
            int start = from;
            List<String> entries = connection.ask(c -> c.lrange(key, start, start + CHUNK - 1L));
            for (String entry : entries) {
                if (!entry.matches("[1-9][0-9]{0,17}")) {
                    foreign.add(entry);
                    continue;
                }
                long value = Long.parseLong(entry);
                if (last >= first && value == last + 1) {
                    last = value;
                } else {
                    if (last >= first) {
                        ranges.add(new Range(first, last));
                    }
                    first = value;
                    last = value;
                }
            }
            if (entries.size() < CHUNK) {
                break;
            }
        }
        if (last >= first) {
            ranges.add(new Range(first, last));
        }
        journal.append(new FinalRead(clock.nanos(), node.name(), role, key, ranges, foreign));
    }
}
