package io.splitproof.cli;

import io.splitproof.lab.Lab;
import io.splitproof.lab.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jspecify.annotations.Nullable;

/** Where commands of the lab come from: a person at a terminal, or the lines of a script. */
final class LabPrompt implements Runnable {
    private static final String PROMPT = "lab> ";

    private final Lab lab;
    private final Consumer<String> out;
    private final @Nullable LineReader reader;
    private final InputStream script;
    private final boolean endsWithIt;
    private final Runnable onInterrupt;
    private final AtomicBoolean refused = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    private LabPrompt(
            Lab lab,
            Consumer<String> out,
            @Nullable LineReader reader,
            InputStream script,
            boolean endsWithIt,
            Runnable onInterrupt) {
        this.endsWithIt = endsWithIt;
        this.lab = lab;
        this.out = out;
        this.reader = reader;
        this.script = script;
        this.onInterrupt = onInterrupt;
    }

    /** A prompt for a person; an interrupt typed there ends the run. */
    static LabPrompt of(Lab lab, LineReader reader, Consumer<String> out, Runnable onInterrupt) {
        return new LabPrompt(lab, out, reader, InputStream.nullInputStream(), true, onInterrupt);
    }

    /**
     * A script, of which a command that cannot be carried out ends the session.
     *
     * @param endsWithIt whether the session ends where the script ends
     */
    static LabPrompt of(Lab lab, InputStream script, boolean endsWithIt, Consumer<String> out) {
        return new LabPrompt(lab, out, null, script, endsWithIt, () -> {});
    }

    /** True if a command of a script could not be carried out. */
    boolean hasRefused() {
        return refused.get();
    }

    /** The session is over: whoever interrupts the prompt from now on ends it, and nothing else. */
    void end() {
        over.set(true);
    }

    @Override
    public void run() {
        try {
            if (reader == null) {
                follow(new BufferedReader(new InputStreamReader(script, StandardCharsets.UTF_8)));
            } else {
                converse(reader);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("expected commands on standard input", e);
        }
    }

    private void follow(BufferedReader lines) throws IOException, InterruptedException {
        String line = lines.readLine();
        while (line != null) {
            out.accept(PROMPT + line);
            if (!perform(line)) {
                refused.set(true);
                break;
            }
            if (Lab.isLast(line)) {
                return;
            }
            line = lines.readLine();
        }
        if (endsWithIt || refused.get()) {
            perform("quit");
        }
    }

    private void converse(LineReader editor) throws InterruptedException {
        while (true) {
            String line;
            try {
                line = editor.readLine(PROMPT);
            } catch (UserInterruptException e) {
                if (!over.get()) {
                    onInterrupt.run();
                }
                return;
            } catch (EndOfFileException e) {
                line = "quit";
            }
            perform(line);
            if (Lab.isLast(line)) {
                return;
            }
        }
    }

    private boolean perform(String line) throws InterruptedException {
        try {
            String said = lab.perform(line);
            if (!said.isEmpty()) {
                out.accept(said);
            }
            return true;
        } catch (Refused e) {
            out.accept("refused: " + e.getMessage());
            return false;
        }
    }
}
