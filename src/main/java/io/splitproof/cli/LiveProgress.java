package io.splitproof.cli;

import io.splitproof.fault.ScheduledFault;
import io.splitproof.history.Event;
import io.splitproof.report.TextSummary;
import io.splitproof.scenario.Scenario;
import io.splitproof.trial.Progress;
import java.io.IOError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Status;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * What a person sees while a run goes on: events as they come and, on a terminal, the topology below them as a picture
 * with the scenario clock, roles, what is cut and every client's rate. Without a terminal plain lines, rates every five
 * seconds.
 */
final class LiveProgress implements Progress, AutoCloseable {
    private static final long REFRESH_NANOS = 250_000_000L;
    /** Real time that a stall must have lasted to be worth a line. */
    private static final long TELLABLE_NANOS = 100_000_000L;

    private static final long PLAIN_REFRESH_NANOS = 5_000_000_000L;
    /** Asking for the size may cost a process. */
    private static final long SIZE_NANOS = 2_000_000_000L;

    private static final int NARROWEST = 40;

    private final PrintWriter out;
    private final Ansi ansi;
    private final @Nullable Terminal terminal;
    private final @Nullable LabEditor editor;
    private @Nullable Status status;
    private final long tellableNanos;
    private final Counters counters = new Counters();
    private final LiveState state;
    private final boolean coloured;
    private boolean isClosed;
    private Size drawn = new Size();
    private Size size = new Size();
    private long sizedNanos = System.nanoTime() - SIZE_NANOS;
    private long refreshedNanos = System.nanoTime();

    private LiveProgress(
            PrintWriter out,
            boolean isPlain,
            @Nullable Terminal terminal,
            @Nullable LabEditor editor,
            Scenario scenario) {
        this.editor = editor;
        this.tellableNanos = Math.round(TELLABLE_NANOS * Math.max(1, scenario.timeLapse()));
        this.state = new LiveState(scenario);
        this.coloured = System.getenv("NO_COLOR") == null;
        this.out = terminal == null ? out : terminal.writer();
        this.terminal = terminal;
        this.status = terminal == null ? null : Status.getStatus(terminal);
        this.ansi = isPlain ? Ansi.OFF : Ansi.AUTO;
    }

    static LiveProgress open(PrintWriter out, Scenario scenario, boolean plain) {
        var progress = new LiveProgress(out, plain, plain ? null : terminal(), null, scenario);
        progress.introduce(scenario);
        return progress;
    }

    /** The same above the line that a person is typing. */
    static LiveProgress above(LabEditor editor, Scenario scenario) {
        Terminal terminal = editor.getTerminal();
        var progress = new LiveProgress(terminal.writer(), false, terminal, editor, scenario);
        progress.introduce(scenario);
        return progress;
    }

    private void introduce(Scenario scenario) {
        print("@|bold " + scenario.name() + "|@ (" + scenario.source().document() + ", "
                + scenario.source().section() + ")");
        if (scenario.claim() != null) {
            print("claim: " + scenario.claim().text().strip());
        }
    }

    /** The terminal that commands come from and the output goes to, or null if it is none. */
    static @Nullable Terminal terminal() {
        try {
            // Ctrl-C stays a signal of the process: the run's own handler heals and cleans up. A terminal that takes
            // signals gives them the system's default action whenever nobody reads a line: the end, at once.
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .dumb(true)
                    .nativeSignals(false)
                    .build();
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
            state.event(event);
            if (isTellable(event)) {
                EventWords.of(event).ifPresent(words -> print(clock(event.atNanos()) + "  " + words));
            }
        }
        refresh(event.atNanos());
    }

    @Override
    public synchronized void plan(ScheduledFault fault) {
        state.plan(fault);
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
        List<Counters.Row> rows = counters.rows(atNanos);
        if (status != null && terminal != null) {
            try {
                draw(status, terminal, atNanos, rows);
            } catch (RuntimeException e) {
                // What is only shown must not end what is measured.
                status = null;
                print("@|yellow no picture from here on:|@ it could not be drawn: " + e);
            }
        } else if (!rows.isEmpty()) {
            print(clock(atNanos) + "  " + Counters.line(rows));
        }
    }

    /** At most half of the terminal is the picture's; the rest is the events'. */
    private void draw(Status picture, Terminal shownOn, long atNanos, List<Counters.Row> rows) {
        if (editor == null) {
            drawAlone(picture, shownOn, atNanos, rows);
        } else {
            editor.draw(() -> drawAlone(picture, shownOn, atNanos, rows));
        }
    }

    private void drawAlone(Status picture, Terminal shownOn, long atNanos, List<Counters.Row> rows) {
        Size now = sizeOf(shownOn);
        if (!now.equals(drawn)) {
            drawn = now;
            shownOn.raise(Terminal.Signal.WINCH);
            picture.resize(now);
        }
        boolean unicode = StandardCharsets.UTF_8.equals(shownOn.encoding());
        List<AttributedString> lines = new LivePicture(state, Math.max(1, now.getColumns()), unicode)
                .lines(atNanos, rows, Math.max(1, now.getRows() / 2));
        picture.update(
                coloured
                        ? lines
                        : lines.stream()
                                .map(l -> new AttributedString(l.toString()))
                                .toList());
    }

    /** Text that is no markup, as it is. */
    synchronized void say(String text) {
        int columns = terminal == null ? 0 : sizeOf(terminal).getColumns();
        if (terminal != null && columns > 0) {
            String fitting = Wrapped.lines(AttributedString.fromAnsi(text), columns).stream()
                    .map(line -> line.toAnsi(terminal))
                    .collect(Collectors.joining("\n"));
            print(fitting, terminal);
        } else {
            out.println(text);
            out.flush();
        }
    }

    private void print(String fitting, Terminal shownOn) {
        if (editor != null) {
            editor.printAbove(fitting);
        } else {
            shownOn.writer().println(fitting);
            shownOn.writer().flush();
        }
    }

    private Size sizeOf(Terminal shownOn) {
        long now = System.nanoTime();
        if (now - sizedNanos >= SIZE_NANOS) {
            sizedNanos = now;
            try {
                size = shownOn.getSize();
            } catch (IOError e) {
                // This thread was interrupted while it asked; it will be asked again.
            }
        }
        return size;
    }

    /** How long a line of what comes after it may be. */
    synchronized int width() {
        int columns = terminal == null ? 0 : sizeOf(terminal).getColumns();
        return columns <= 0 ? TextSummary.WIDTH : Math.max(NARROWEST, Math.min(TextSummary.WIDTH, columns - 1));
    }

    private void print(String markup) {
        say(ansi.string(markup));
    }

    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
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
