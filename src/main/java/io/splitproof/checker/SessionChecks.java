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

/** Holds what users were told of their sessions against what they had been told before. One pass. */
final class SessionChecks {
    private final Role.Sessions role;
    private final Requests requests;
    private final Map<String, Attempt> made = new HashMap<>();
    private final Map<String, Attempt> ended = new HashMap<>();
    /** Sessions whose end was asked for, whatever came of it. */
    private final Set<String> doubtful = new HashSet<>();

    private final List<String> firstLost = new ArrayList<>();
    private final List<String> firstAccepted = new ArrayList<>();
    private long checks;
    private long checksAfterFault;
    private long endedTried;
    private Sources lost = Sources.NONE;
    private Sources accepted = Sources.NONE;

    private SessionChecks(Role.Sessions role, Requests requests) {
        this.role = role;
        this.requests = requests;
    }

    static RoleFinding of(String client, Role.Sessions role, Requests requests) {
        var sessions = new SessionChecks(role, requests);
        requests.all().forEach(sessions::judge);
        return new RoleFinding.OfSessions(
                client,
                requests.service(),
                sessions.made.size(),
                sessions.checks,
                sessions.checksAfterFault,
                sessions.lost,
                sessions.firstLost,
                sessions.endedTried,
                sessions.accepted,
                sessions.firstAccepted);
    }

    private void judge(Attempt request) {
        String key = request.invoked().key();
        Action action = Requests.action(request);
        if (action == Action.LOG_IN && request.served() != null) {
            made.put(key, request);
        } else if (action == Action.LOG_OUT) {
            doubtful.add(key);
            if (request.served() != null) {
                ended.put(key, request);
            }
        } else if (action == Action.CHECK_SESSION) {
            check(key, request);
        }
    }

    private void check(String key, Attempt request) {
        Attempt end = ended.get(key);
        Attempt login = made.get(key);
        if (end != null) {
            checkEnded(key, end, request);
        } else if (login != null && !doubtful.contains(key) && !expired(login, request)) {
            checkGood(key, login, request);
        }
    }

    private boolean expired(Attempt login, Attempt request) {
        return request.endNanos() - login.startNanos() >= role.ttl().toNanos();
    }

    private void checkGood(String key, Attempt login, Attempt request) {
        Served served = request.served();
        if (served == null) {
            return;
        }
        checks++;
        checksAfterFault += requests.isAfterFault(request) ? 1 : 0;
        if (served.refused()) {
            lost = lost.plus(served.from());
            if (firstLost.size() < 3) {
                firstLost.add(key + ", made " + Requests.acknowledgement(login) + ", was refused "
                        + Requests.acknowledgement(request));
            }
        }
    }

    private void checkEnded(String key, Attempt end, Attempt request) {
        Served served = request.served();
        if (served == null) {
            return;
        }
        endedTried += requests.isAfterFault(request) ? 1 : 0;
        if (served.admitted()) {
            accepted = accepted.plus(served.from());
            if (firstAccepted.size() < 3) {
                firstAccepted.add(key + ", ended " + Requests.acknowledgement(end) + ", was let through "
                        + Requests.acknowledgement(request));
            }
        }
    }
}
