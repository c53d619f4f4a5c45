package io.splitproof.workload;

import io.splitproof.history.Action;
import io.splitproof.history.Outcome;
import io.splitproof.history.Outcome.Served;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Users who log in, come back with their sessions, and log out; now and then somebody tries a session that was ended.
 *
 * <p>Who is told that his session is unknown logs in again, with a new one. A session whose end is not certain is not
 * tried any more, since nothing can be said of it.
 */
final class SessionUsers implements Operations {
    private static final double LOGS_OUT = 0.04;
    private static final double TRIES_ENDED = 0.15;

    private final String client;
    private final Random random;
    /** Each user's session, by the number of the log-in; 0 for none. */
    private final long[] sessions;

    private final List<String> ended = new ArrayList<>();
    private long logIns;
    private int user;

    SessionUsers(String client, int users, Random random) {
        this.client = client;
        this.random = random;
        this.sessions = new long[users];
    }

    @Override
    public Operation next(long nanos) {
        user = random.nextInt(sessions.length);
        double chance = random.nextDouble();
        if (sessions[user] == 0) {
            return Operation.request(Action.LOG_IN, key(user, ++logIns));
        }
        if (chance < LOGS_OUT) {
            return Operation.request(Action.LOG_OUT, key(user, sessions[user]));
        }
        boolean old = chance < LOGS_OUT + TRIES_ENDED && !ended.isEmpty();
        return Operation.request(
                Action.CHECK_SESSION, old ? ended.get(random.nextInt(ended.size())) : key(user, sessions[user]));
    }

    private String key(int who, long logIn) {
        return "session:" + client + ":" + (who + 1) + ":" + logIn;
    }

    @Override
    public void ended(Operation operation, Outcome outcome) {
        boolean served = outcome instanceof Served;
        if (operation.action() == Action.LOG_IN) {
            sessions[user] = served ? logIns : 0;
        } else if (operation.action() == Action.LOG_OUT) {
            sessions[user] = 0;
            if (served) {
                ended.add(operation.key());
            }
        } else if (outcome instanceof Served s && s.refused() && operation.key().equals(key(user, sessions[user]))) {
            sessions[user] = 0;
        }
    }
}
