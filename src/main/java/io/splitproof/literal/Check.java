package io.splitproof.literal;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command and what it must say.
 *
 * @param name what is checked, in a few words
 * @param line the command as it is typed; {@code ${REDIS_PASSWORD}} is what the shell would put in
 * @param says a regular expression that is found in what it prints; null if it need only succeed
 * @param within scenario time in which it is tried until it says so; zero for once
 */
public record Check(
        String name,
        String line,
        DockerCommand command,
        @Nullable String says,
        Duration within) {
    /** Whether an answer is the expected one. */
    public boolean isMet(long exit, String output) {
        return says == null ? exit == 0 : pattern().matcher(output).find();
    }

    /** The expectation in words. */
    public String expectation() {
        return says == null ? "exit status 0" : "/" + says + "/";
    }

    public Pattern pattern() {
        return Pattern.compile(says == null ? "" : says, Pattern.MULTILINE);
    }
}
