package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jline.reader.EndOfFileException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The prompt, the lines above it and the picture below it share one cursor. */
class LabEditorTest {
    /** The picture is drawn between a save of the cursor and its restoration. */
    private static final Pattern PICTURE = Pattern.compile("\u001b7(.*?)\u001b8", Pattern.DOTALL);

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @TempDir
    private Path directory = Path.of("");

    @Test
    @Timeout(60)
    void nothingIsWrittenAboveOrTypedWhileThePictureIsDrawn() throws IOException {
        var keys = new PipedOutputStream();
        Terminal terminal = new ExternalTerminal(
                "test", "xterm", new PipedInputStream(keys, 1 << 16), shown, StandardCharsets.UTF_8);
        terminal.setSize(new Size(80, 24));
        Status picture = Status.getStatus(terminal);
        var editor = new LabEditor(terminal, new LabCompleter(), directory.resolve("history"));
        var typed = CompletableFuture.runAsync(() -> readAll(editor));
        var told = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 400; i++) {
                editor.printAbove("above " + i);
            }
        });
        for (int i = 0; i < 400; i++) {
            List<AttributedString> rows = List.of(new AttributedString("picture " + i), new AttributedString("end"));
            editor.draw(() -> picture.update(rows));
            keys.write(("help" + i + "\r").getBytes(StandardCharsets.UTF_8));
            keys.flush();
        }
        told.join();
        keys.close();
        typed.join();

        List<String> pictures = PICTURE.matcher(shown.toString(StandardCharsets.UTF_8))
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(pictures)
                .hasSizeGreaterThan(100)
                .allSatisfy(drawn -> assertThat(drawn).doesNotContain("above", "lab>", "help"));
    }

    private static void readAll(LabEditor editor) {
        try {
            while (true) {
                editor.readLine("lab> ");
            }
        } catch (EndOfFileException e) {
            // Nobody types any more.
        }
    }
}
