package io.splitproof.checker;

import io.splitproof.history.Action;
import io.splitproof.history.Outcome.Served;
import io.splitproof.workload.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds what holders of tokens were told against the revocations that were acknowledged before. One pass. */
final class TokenChecks {
    private final Role.TokenBlacklist role;
    private final Requests requests;
    private final Map<String, Attempt> revoked = new HashMap<>();
    /** Tokens whose revocation was asked for, whatever came of it. */
    private final Set<String> doubtful = new HashSet<>();

    private final Set<String> tokens = new HashSet<>();
    private final List<String> first = new ArrayList<>();
    private long tried;
    private long goodRefused;
    private Sources accepted = Sources.NONE;

    private TokenChecks(Role.TokenBlacklist role, Requests requests) {
        this.role = role;
        this.requests = requests;
    }

    static RoleFinding of(String client, Role.TokenBlacklist role, Requests requests) {
        var checks = new TokenChecks(role, requests);
        requests.all().forEach(checks::judge);
        return new RoleFinding.OfTokens(
                client,
                requests.service(),
                checks.revoked.size(),
                checks.tried,
                checks.accepted,
                checks.tokens.size(),
                checks.goodRefused,
                checks.first);
    }

    private void judge(Attempt request) {
        String key = request.invoked().key();
        if (Requests.action(request) == Action.REVOKE_TOKEN) {
            doubtful.add(key);
            if (request.served() != null) {
                revoked.put(key, request);
            }
            return;
        }
        Served served = request.served();
        Attempt revocation = revoked.get(key);
        if (revocation == null) {
            goodRefused += served != null && served.refused() && !doubtful.contains(key) ? 1 : 0;
        } else if (request.endNanos() - revocation.startNanos() < role.ttl().toNanos()) {
            checkRevoked(key, revocation, request);
        }
    }

    private void checkRevoked(String key, Attempt revocation, Attempt request) {
        Served served = request.served();
        if (served == null) {
            return;
        }
        tried += requests.isAfterFault(request) ? 1 : 0;
        if (served.admitted()) {
            accepted = accepted.plus(served.from());
            tokens.add(key);
            if (first.size() < 3) {
                first.add(key + ", revoked " + Requests.acknowledgement(revocation) + ", was accepted "
                        + Requests.acknowledgement(request));
            }
        }
    }
}
