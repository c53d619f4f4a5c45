package io.splitproof.cli;

import java.nio.file.Path;
import java.util.HashMap;
import org.jline.reader.LineReader;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;

/**
 * The lab's line editor with a history.
 *
 * <p>It draws the line that is typed while a picture is drawn below it, each by moving the one cursor; so whoever draws
 * does so under the editor's own lock.
 */
final class LabEditor extends LineReaderImpl {
    LabEditor(Terminal terminal, LabCompleter names, Path history) {
        super(terminal, "splitproof", new HashMap<>());
        // Backslashes and quotes mean nothing here.
        setParser(new DefaultParser().escapeChars(new char[0]).quoteChars(new char[0]));
        setCompleter(names);
        setVariable(LineReader.HISTORY_FILE, history);
        option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
    }

    /** Draws while nothing else moves the cursor. */
    void draw(Runnable drawing) {
        lock.lock();
        try {
            drawing.run();
        } finally {
            lock.unlock();
        }
    }
}
