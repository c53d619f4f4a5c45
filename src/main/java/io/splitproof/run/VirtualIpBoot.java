package io.splitproof.run;

import io.splitproof.deployment.Deployment;
import io.splitproof.history.Clock;
import io.splitproof.history.Event.Noted;
import io.splitproof.history.Journal;
import io.splitproof.history.RealTime;
import io.splitproof.topology.Node;
import io.splitproof.topology.VirtualIp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Has the virtual IP begin where the scenario says.
 *
 * <p>On a busy machine the keeper of the other box can be up so much earlier that it takes the address, and neither kind
 * of keeper gives it back by itself. Then it is stopped, as an operator would, and started again.
 */
final class VirtualIpBoot {
    private static final int TRIES = 3;
    private static final RealTime LIMIT = RealTime.ofSeconds(15);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Deployment deployment;
    private final Clock clock;
    private final Journal journal;

    VirtualIpBoot(Deployment deployment, Clock clock, Journal journal) {
        this.deployment = deployment;
        this.clock = clock;
        this.journal = journal;
    }

    /** Returns when the declared box alone has the address, or after some tries: convergence then says what is so. */
    void settle() throws InterruptedException {
        VirtualIp ip = deployment.topology().virtualIp();
        for (int i = 0; ip != null && i < TRIES && !isWith(List.of(ip.holder())); i++) {
            List<String> others = deployment.holdersOfVirtualIp().stream()
                    .filter(box -> !box.equals(ip.holder()))
                    .toList();
            List<Node> keepers = deployment.topology().parts().stream()
                    .filter(p -> others.contains(p.box()))
                    .toList();
            keepers.forEach(k -> deployment.stop(k, GRACE));
            if (!keepers.isEmpty()) {
                journal.append(new Noted(
                        clock.nanos(),
                        String.join(", ", others) + " had the virtual IP first; its keeper starts anew"));
                isWith(List.of(ip.holder()));
                keepers.forEach(deployment::startAgain);
            }
        }
    }

    private boolean isWith(List<String> wanted) throws InterruptedException {
        return Await.nothingMissing("the virtual IP is with somebody", LIMIT, () -> {
                            List<String> holders = deployment.holdersOfVirtualIp();
                            return holders.isEmpty() ? Optional.of("nobody") : Optional.empty();
                        })
                        .isEmpty()
                && deployment.holdersOfVirtualIp().equals(wanted);
    }
}
