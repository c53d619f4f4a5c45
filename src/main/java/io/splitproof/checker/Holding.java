package io.splitproof.checker;

import io.splitproof.history.Event.VipHeld;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which boxes had the virtual IP, from a moment on.
 *
 * @param boxes by name; several at once are what nobody wants, none is an address that does not answer
 */
public record Holding(long atNanos, List<String> boxes) {
    public Holding {
        boxes = List.copyOf(boxes);
    }

    /** In order of time, from when every box had been asked for the first time. */
    static List<Holding> of(Evidence evidence) {
        var all = new ArrayList<Holding>();
        Set<String> holders = new TreeSet<>();
        Set<String> asked = new TreeSet<>();
        int boxes = evidence.topology().nodeBoxes().size();
        for (VipHeld seen : evidence.history().of(VipHeld.class).toList()) {
            asked.add(seen.box());
            boolean changed = seen.held() ? holders.add(seen.box()) : holders.remove(seen.box());
            if (asked.size() == boxes && (changed || all.isEmpty())) {
                all.add(new Holding(seen.atNanos(), List.copyOf(holders)));
            }
        }
        return List.copyOf(all);
    }
}
