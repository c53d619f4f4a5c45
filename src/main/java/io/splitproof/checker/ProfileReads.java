package io.splitproof.checker;

import io.splitproof.history.Action;
import io.splitproof.history.Outcome.Served;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds the profiles that were shown against the changes acknowledged before they were asked for. One pass. */
final class ProfileReads {
    private final Requests requests;
    /** Acknowledged changes of each profile, in order of their versions. */
    private final Map<String, List<Attempt>> changes = new HashMap<>();

    private final List<String> first = new ArrayList<>();
    private long reads;
    private long readsAfterFault;
    private long changed;
    private Sources stale = Sources.NONE;
    private long worstNanos;

    private ProfileReads(Requests requests) {
        this.requests = requests;
    }

    static RoleFinding of(String client, Requests requests) {
        var profiles = new ProfileReads(requests);
        requests.all().forEach(profiles::judge);
        return new RoleFinding.OfProfiles(
                client,
                requests.service(),
                profiles.reads,
                profiles.readsAfterFault,
                profiles.changed,
                profiles.stale,
                Duration.ofNanos(profiles.worstNanos),
                profiles.first);
    }

    private void judge(Attempt request) {
        Served served = request.served();
        if (served == null) {
            return;
        }
        String key = request.invoked().key();
        if (Requests.action(request) == Action.CHANGE_PROFILE) {
            changed++;
            changes.computeIfAbsent(key, k -> new ArrayList<>()).add(request);
        } else if (Requests.action(request) == Action.READ_PROFILE) {
            reads++;
            readsAfterFault += requests.isAfterFault(request) ? 1 : 0;
            read(key, request, served);
        }
    }

    private void read(String key, Attempt request, Served served) {
        long shown = served.value() == null ? 0 : served.value();
        changes.getOrDefault(key, List.of()).stream()
                .filter(c -> c.value() > shown)
                .findFirst()
                .ifPresent(missed -> {
                    stale = stale.plus(served.from());
                    worstNanos = Math.max(worstNanos, request.startNanos() - missed.endNanos());
                    if (first.size() < 3) {
                        first.add(key + " was changed to version " + missed.value() + " "
                                + Requests.acknowledgement(missed) + "; version " + shown + " was shown "
                                + Requests.acknowledgement(request));
                    }
                });
    }
}
