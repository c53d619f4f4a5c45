package io.splitproof.workload;

import io.splitproof.history.Action;
import io.splitproof.history.OperationKind;
import java.util.Random;

/** Users whose profiles are read often and changed now and then; each change has a higher version than the last. */
final class ProfileUsers implements Operations {
    private static final double CHANGES = 0.15;

    private final String client;
    private final int users;
    private final Random random;
    private long versions;

    ProfileUsers(String client, int users, Random random) {
        this.client = client;
        this.users = users;
        this.random = random;
    }

    @Override
    public Operation next(long nanos) {
        String key = "profile:" + client + ":" + (random.nextInt(users) + 1);
        return random.nextDouble() < CHANGES
                ? new Operation(OperationKind.REQUEST, key, ++versions, Action.CHANGE_PROFILE)
                : Operation.request(Action.READ_PROFILE, key);
    }
}
