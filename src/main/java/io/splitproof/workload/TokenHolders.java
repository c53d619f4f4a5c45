package io.splitproof.workload;

import io.splitproof.history.Action;
import io.splitproof.history.Outcome;
import io.splitproof.history.Outcome.Served;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Holders of good tokens, an operator who revokes tokens, and holders of revoked ones who go on trying. */
final class TokenHolders implements Operations {
    private static final double REVOKES = 0.2;
    private static final double TRIES_REVOKED = 0.5;
    /** How many of the tokens revoked last make up half of those that are tried. */
    private static final int RECENT = 20;

    private final String client;
    private final Random random;
    private final List<String> revoked = new ArrayList<>();
    private long tokens;

    TokenHolders(String client, Random random) {
        this.client = client;
        this.random = random;
    }

    @Override
    public Operation next(long nanos) {
        double chance = random.nextDouble();
        if (chance < REVOKES) {
            return Operation.request(Action.REVOKE_TOKEN, key(++tokens));
        }
        if (chance < REVOKES + TRIES_REVOKED && !revoked.isEmpty()) {
            int from = random.nextBoolean() ? Math.max(0, revoked.size() - RECENT) : 0;
            return Operation.request(Action.CHECK_TOKEN, revoked.get(from + random.nextInt(revoked.size() - from)));
        }
        return Operation.request(Action.CHECK_TOKEN, key(++tokens));
    }

    private String key(long token) {
        return "token:" + client + ":" + token;
    }

    /** A revocation that was not confirmed is repeated for no token: whether it took effect cannot be told. */
    @Override
    public void ended(Operation operation, Outcome outcome) {
        if (operation.action() == Action.REVOKE_TOKEN && outcome instanceof Served) {
            revoked.add(operation.key());
        }
    }
}
