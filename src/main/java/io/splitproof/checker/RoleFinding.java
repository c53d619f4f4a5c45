package io.splitproof.checker;

import java.time.Duration;
import java.util.List;

/** What the users of one application were given, and what they should not have been. */
public sealed interface RoleFinding {
    String client();

    Service service();

    /**
     * Sessions. One is lost if it was acknowledged, had not expired, nobody had asked for its end, and was refused: its
     * user logs in again. One is ended once its log-out was acknowledged.
     *
     * @param logIns log-ins that were acknowledged
     * @param checks checks that were answered of sessions that should be let through
     * @param checksAfterFault those of them that began after the first fault
     * @param lost those that were refused, by who did not know them
     * @param endedTried checks of ended sessions that were answered after the first fault
     * @param endedAccepted checks of ended sessions that were let through, by whom
     */
    record OfSessions(
            String client,
            Service service,
            long logIns,
            long checks,
            long checksAfterFault,
            Sources lost,
            List<String> firstLost,
            long endedTried,
            Sources endedAccepted,
            List<String> firstAccepted)
            implements RoleFinding {}

    /**
     * Tokens. One is revoked once its revocation was acknowledged, until it has expired.
     *
     * @param revoked revocations that were acknowledged
     * @param tried checks of revoked tokens that were answered after the first fault
     * @param accepted checks of revoked tokens that were let through, by whom
     * @param tokens how many tokens these were
     * @param goodRefused checks of tokens that nobody had revoked, and that were refused
     */
    record OfTokens(
            String client,
            Service service,
            long revoked,
            long tried,
            Sources accepted,
            long tokens,
            long goodRefused,
            List<String> firstAccepted)
            implements RoleFinding {}

    /**
     * Profiles. One is stale if a change was acknowledged before the read began, and the read does not show it.
     *
     * @param reads reads that were served
     * @param readsAfterFault those of them that began after the first fault
     * @param changes changes that were acknowledged
     * @param stale stale reads, by who served them
     * @param worstBehind the longest time since the first change that a read missed
     */
    record OfProfiles(
            String client,
            Service service,
            long reads,
            long readsAfterFault,
            long changes,
            Sources stale,
            Duration worstBehind,
            List<String> firstStale)
            implements RoleFinding {}

    /**
     * Calls. Those of one user in one window are over the limit from the one after the limit on.
     *
     * @param limit calls that a user may have in a window
     * @param windows windows of users in which any call was made
     * @param full those of them in which at least as many calls were made as are allowed
     * @param admitted calls that were let through
     * @param refused calls that were refused
     * @param over calls let through over the limit, by who let them through
     */
    record OfCalls(
            String client,
            Service service,
            long limit,
            long windows,
            long full,
            long admitted,
            long refused,
            Sources over,
            List<String> firstOver)
            implements RoleFinding {}
}
