package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class WrappedTest {
    private static List<String> wrapped(String text, int width) {
        return Wrapped.lines(AttributedString.fromAnsi(text), width).stream()
                .map(AttributedString::toString)
                .toList();
    }

    @Test
    void anEventGoesOnBelowItsWords() {
        assertThat(wrapped("  31.010  effect proven: bytes were sent through 4 proxies", 40))
                .containsExactly("  31.010  effect proven: bytes were sent", "          through 4 proxies");
    }

    @Test
    void whatFitsStaysAsItIsAndColoursAreNoColumns() {
        assertThat(wrapped("\u001b[31m0123456789\u001b[0m", 10)).containsExactly("0123456789");
        assertThat(wrapped("", 10)).containsExactly("");
    }

    @Test
    void coloursGoOnInTheNextLine() {
        List<AttributedString> lines = Wrapped.lines(AttributedString.fromAnsi("\u001b[31mone two\u001b[0m"), 4);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1).styleAt(0)).isEqualTo(lines.get(0).styleAt(0));
    }

    @Test
    void indentedTextStaysIndentedAndLinesStayLines() {
        assertThat(wrapped("kill\n    SIGKILL; with host", 14))
                .containsExactly("kill", "    SIGKILL;", "    with host");
    }

    @Test
    void aWordLongerThanALineIsLeftToTheTerminal() {
        assertThat(wrapped("a 0123456789", 8)).containsExactly("a", "0123456789");
    }
}
