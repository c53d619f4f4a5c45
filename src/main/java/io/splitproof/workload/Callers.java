package io.splitproof.workload;

import io.splitproof.history.Action;
import java.util.Random;

/** Users who call as often as they like; the key of a call names its user and the window of time that it is in. */
final class Callers implements Operations {
    private final String client;
    private final Role.RateLimit role;
    private final Random random;

    Callers(String client, Role.RateLimit role, Random random) {
        this.client = client;
        this.role = role;
        this.random = random;
    }

    @Override
    public Operation next(long nanos) {
        int user = random.nextInt(role.users()) + 1;
        return Operation.request(Action.CALL, "calls:" + client + ":" + user + ":" + role.windowAt(nanos));
    }
}
