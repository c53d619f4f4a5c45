package io.splitproof.store;

import io.splitproof.literal.Check;
import io.splitproof.literal.DockerCommand;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a command and what it must say. */
final class CheckReader {
    private CheckReader() {}

    /**
     * Reads one check.
     *
     * @param line its command, after repairs
     */
    static Check read(Yaml check, String name, String line, Problems problems) {
        Optional<DockerCommand> command = DockerCommand.parse(line);
        if (command.isEmpty()) {
            problems.add(
                    check.line(), "expected one of: " + DockerCommand.SHAPES + "; but found \"" + line.strip() + "\"");
        }
        String says = check.text("says").orElse(null);
        if (says != null) {
            requirePattern(check, says, problems);
        }
        Duration within = check.text("within").flatMap(Quantities::time).orElse(Duration.ZERO);
        DockerCommand typed = command.orElse(new DockerCommand.Logs(""));
        if (!within.isZero() && !typed.isLook()) {
            problems.add(
                    check.line(),
                    "expected \"within\" only where a command can be tried again, but \"" + line.strip()
                            + "\" changes things");
        }
        return new Check(name, line.strip(), typed, says, within);
    }

    private static void requirePattern(Yaml check, String says, Problems problems) {
        try {
            Pattern.compile(says);
        } catch (PatternSyntaxException e) {
            problems.add(
                    check.line(), "expected a regular expression, but found \"" + says + "\": " + e.getDescription());
        }
    }
}
