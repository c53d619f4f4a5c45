package io.splitproof.checker;

import io.splitproof.history.Action;
import io.splitproof.history.Outcome.Decision;
import io.splitproof.workload.Role;
import java.time.Duration;

/** Literal histories of applications, for those who report them. */
public final class Applied {
    private Applied() {}

    /** A token that was revoked in Redis, which its database does not know while the primary is down. */
    public static Story inACrash() {
        return Story.crash()
                .withApplication("web", new Role.TokenBlacklist(Duration.ofMinutes(30)))
                .request(Action.REVOKE_TOKEN, "web", "t1", null, 3, Answers.DONE)
                .request(Action.CHECK_TOKEN, "web", "t1", null, 3.1, Answers.REFUSED)
                .request(Action.CHECK_TOKEN, "web", "t1", null, 6, Answers.database(Decision.ADMITTED, null))
                .request(Action.CHECK_TOKEN, "web", "t1", null, 7, null);
    }
}
