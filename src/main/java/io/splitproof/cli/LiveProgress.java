package io.splitproof.cli;

import io.splitproof.history.Event;
import io.splitproof.history.Phase;
import io.splitproof.scenario.Scenario;
import io.splitproof.trial.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Status;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * What a person sees while a run goes on: events as they come and, on a terminal, a line below them with the phase,
 * the scenario clock and every client's rate. Without a terminal the same in plain lines, rates every five seconds.
 */
final class LiveProgress implements Progress, AutoCloseable {
    private static final long REFRESH_NANOS = 250_000_000L;
    /** Real time that a stall must have lasted to be worth a line. */
    private static final long TELLABLE_NANOS = 100_000_000L;

    private static final long PLAIN_REFRESH_NANOS = 5_000_000_000L;

    private final PrintWriter out;
    private final Ansi ansi;
    private final @Nullable Terminal terminal;
    private final @Nullable Status status;
    private final long tellableNanos;
    private final Counters counters = new Counters();
    private final long startedNanos = System.nanoTime();
    private Phase phase = Phase.BOOT;
    private long refreshedNanos = startedNanos;

    private LiveProgress(PrintWriter out, boolean isPlain, @Nullable Terminal terminal, double factor) {
        this.tellableNanos = Math.round(TELLABLE_NANOS * Math.max(1, factor));
        this.out = terminal == null ? out : terminal.writer();
        this.terminal = terminal;
        this.status = terminal == null ? null : Status.getStatus(terminal);
        this.ansi = isPlain ? Ansi.OFF : Ansi.AUTO;
    }

    static LiveProgress open(PrintWriter out, Scenario scenario, boolean plain) {
        var progress = new LiveProgress(out, plain, plain ? null : terminal(), scenario.timeLapse());
        progress.print("@|bold " + scenario.name() + "|@ (" + scenario.source().document() + ", "
                + scenario.source().section() + ")");
        if (scenario.claim() != null) {
            progress.print("claim: " + scenario.claim().text().strip());
        }
        return progress;
    }

    /** The terminal that the output goes to, or null if it goes elsewhere. */
    private static @Nullable Terminal terminal() {
        try {
            // Ctrl-C stays a signal of the process: the run's own handler heals and cleans up.
            Terminal terminal =
                    TerminalBuilder.builder().system(true).dumb(true).build();
            if (!terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                return terminal;
            }
            terminal.close();
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public synchronized void step(String line) {
        print(String.format(Locale.ROOT, "%8s  %s", "", line));
    }

    @Override
    public synchronized void event(Event event) {
        if (event instanceof Event.Invoked e) {
            counters.invoked(e);
        } else if (event instanceof Event.Completed e) {
            counters.completed(e);
        } else {
            if (event instanceof Event.PhaseStarted e) {
                phase = e.phase();
            }
            if (isTellable(event)) {
                EventWords.of(event).ifPresent(words -> print(clock(event.atNanos()) + "  " + words));
            }
        }
        refresh(event.atNanos());
    }

    /** At a high factor every hiccup of the machine lasts long in scenario time; the history has them all. */
    private boolean isTellable(Event event) {
        if (event instanceof Event.HarnessStalled stalled) {
            return stalled.lateNanos() >= tellableNanos;
        }
        return !(event instanceof Event.NodeLate late) || late.lateNanos() >= tellableNanos;
    }

    private static String clock(long atNanos) {
        return String.format(Locale.ROOT, "%8.3f", atNanos / 1e9);
    }

    private void refresh(long atNanos) {
        long now = System.nanoTime();
        if (now - refreshedNanos < (status == null ? PLAIN_REFRESH_NANOS : REFRESH_NANOS)) {
            return;
        }
        refreshedNanos = now;
        String rates = counters.line(atNanos);
        if (rates.isEmpty()) {
            return;
        }
        if (status == null) {
            print(clock(atNanos) + "  " + rates);
        } else {
            String line = clock(atNanos).strip() + " s  " + phase.name().toLowerCase(Locale.ROOT) + "  " + rates;
            status.update(List.of(new AttributedString(line)));
        }
    }

    private void print(String markup) {
        out.println(ansi.string(markup));
        out.flush();
    }

    @Override
    public synchronized void close() {
        if (status != null) {
            status.update(List.of());
            status.close();
        }
        out.flush();
        if (terminal != null) {
            try {
                terminal.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("closing the terminal", e);
            }
        }
    }
}
