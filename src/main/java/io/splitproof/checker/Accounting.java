package io.splitproof.checker;

import io.splitproof.history.Event.FinalRead;
import io.splitproof.topology.Group;
import io.splitproof.workload.ClientSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Accounts for every write by the final reads of the authoritative primary. Linear in the length of the history. */
final class Accounting {
    private final Evidence evidence;
    private final Attempts attempts;
    private final List<Authority> authorities;
    private final FinalLedgers ledgers;
    private final List<String> problems = new ArrayList<>();

    private Accounting(Evidence evidence, Attempts attempts, List<Authority> authorities) {
        this.evidence = evidence;
        this.attempts = attempts;
        this.authorities = authorities;
        this.ledgers = new FinalLedgers(evidence, authorities);
    }

    static WriteAccounts of(Evidence evidence, Attempts attempts, List<Episode> episodes, List<Authority> authorities) {
        var accounting = new Accounting(evidence, attempts, authorities);
        var tally = new LossTally(LossEpisodes.of(evidence, episodes), Groups.of(evidence.topology()));
        Map<String, Cells> writers = new LinkedHashMap<>();
        for (ClientSpec client : evidence.clients()) {
            if (client.writes()) {
                writers.put(client.name(), accounting.account(client, tally));
            }
        }
        return tally.accounts(writers, accounting.ofGroups(writers), accounting.problems);
    }

    private Map<String, Cells> ofGroups(Map<String, Cells> writers) {
        Map<String, Cells> groups = new LinkedHashMap<>();
        for (Group group : Groups.of(evidence.topology())) {
            groups.put(
                    group.name(),
                    writers.entrySet().stream()
                            .filter(w -> group.serves(w.getKey()))
                            .map(Map.Entry::getValue)
                            .reduce(Cells.NONE, Cells::plus));
        }
        return groups;
    }

    private Cells account(ClientSpec writer, LossTally tally) {
        List<Attempt> own = attempts.of(writer.name());
        List<FinalRead> reads = ledgers.of(writer);
        if (reads.isEmpty()) {
            problems.add("no authoritative final read of " + writer.ledger() + why());
            return Ledger.unread(own);
        }
        Ledger ledger = Ledger.of(own, reads);
        for (Attempt attempt : own) {
            if (attempt.isWrite() && attempt.ok()) {
                tally.acknowledged(attempt, ledger.lost(attempt.value()));
            }
        }
        tally.endRun();
        return ledger.cells();
    }

    private String why() {
        return authorities.stream()
                .filter(a -> a.node() == null)
                .map(a -> ": " + a.reason())
                .findFirst()
                .orElse("");
    }
}
