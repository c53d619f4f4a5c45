package io.splitproof.report.html;

import io.splitproof.report.html.PageData.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the spans of one lane: states, each of which lasts until the next, or operations without a long pause. */
final class Spans {
    private final List<Span> spans = new ArrayList<>();
    private @Nullable String name;
    private String text = "";
    private long from;
    private long to;
    private long count;

    /** From that moment on the state is this one; null for none that is worth a span. */
    void change(long atNanos, @Nullable String state, String words) {
        if (state != null && state.equals(name) && words.equals(text)) {
            return;
        }
        close(atNanos);
        name = state;
        text = words;
        from = atNanos;
    }

    /** One more operation, in order of time; a pause longer than {@code gapNanos} begins another span. */
    void count(long atNanos, long gapNanos, String what) {
        if (name == null || atNanos - to > gapNanos) {
            close(to);
            name = what;
            from = atNanos;
            count = 0;
        }
        to = atNanos;
        count++;
    }

    private void close(long atNanos) {
        if (name != null) {
            spans.add(new Span(PageData.seconds(from), PageData.seconds(atNanos), name, text, count));
        }
        name = null;
    }

    /** Those of states, the last of which lasts until that moment. */
    List<Span> statesUntil(long endNanos) {
        close(endNanos);
        return List.copyOf(spans);
    }

    List<Span> counted() {
        close(to);
        return List.copyOf(spans);
    }
}
