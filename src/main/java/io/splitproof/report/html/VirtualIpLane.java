package io.splitproof.report.html;

import io.splitproof.checker.Holding;
import io.splitproof.report.html.PageData.Span;
import java.util.List;

/** The lane of the virtual IP: which box had it, when several had it at once, and when nobody had. */
final class VirtualIpLane {
    private VirtualIpLane() {}

    /** Empty where there is no virtual IP. */
    static List<Span> of(List<Holding> holdings, long endNanos) {
        var held = new Spans();
        holdings.forEach(h -> held.change(h.atNanos(), state(h), words(h)));
        return held.statesUntil(endNanos);
    }

    private static String state(Holding holding) {
        return switch (holding.boxes().size()) {
            case 0 -> "nobody";
            case 1 -> "held";
            default -> "several";
        };
    }

    private static String words(Holding holding) {
        return holding.boxes().isEmpty() ? "nobody" : String.join(" and ", holding.boxes());
    }
}
