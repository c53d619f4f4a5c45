package io.splitproof.probe;

import io.splitproof.history.Clock;
import io.splitproof.history.Event.VipHeld;
import io.splitproof.history.Journal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records which boxes have the virtual IP, as their kernels announce it.
 *
 * <p>Announcements arrive on threads of the engine's client, a few milliseconds late; what is no change is not recorded.
 */
public final class VirtualIpWatch implements AutoCloseable {
    private final Map<String, Boolean> last = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Journal journal;
    private final List<AutoCloseable> followed;

    /** Begins to watch; every box is told of at once, those without the address too. */
    public VirtualIpWatch(Plane plane, Clock clock, Journal journal) {
        this.clock = clock;
        this.journal = journal;
        this.followed = plane.followVirtualIp(this::seen);
        List<String> holders = plane.holdersOfVirtualIp();
        plane.topology().nodeBoxes().forEach(box -> seen(box.name(), holders.contains(box.name())));
    }

    private void seen(String box, boolean held) {
        if (!Boolean.valueOf(held).equals(last.put(box, held))) {
            journal.append(new VipHeld(clock.nanos(), box, held));
        }
    }

    @Override
    public void close() {
        for (AutoCloseable each : followed) {
            try {
                each.close();
            } catch (Exception e) {
                // The stream has ended by itself, with its container.
            }
        }
    }
}
