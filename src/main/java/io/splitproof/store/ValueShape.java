package io.splitproof.store;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which values a directive takes.
 *
 * @param expected in words that follow <i>expected</i>
 * @param repeats whether a file may give the directive more than once
 */
record ValueShape(String expected, Predicate<String> fits, boolean repeats) {
    private static final Pattern MEMORY = Pattern.compile("[0-9]{1,18}([kmg]b?|b)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SAVE_POINTS = Pattern.compile("|[0-9]{1,9} [0-9]{1,9}( [0-9]{1,9} [0-9]{1,9})*");
    private static final Pattern BUFFER_LIMIT = Pattern.compile(
            "(normal|replica|slave|pubsub) [0-9]{1,18}([kmg]b?)? [0-9]{1,18}([kmg]b?)? [0-9]{1,9}",
            Pattern.CASE_INSENSITIVE);

    /** Reads one shape of a table of directives, such as {@code integer 0 100}; the tables explain them. */
    static ValueShape parse(String shape, List<String> words) {
        return switch (shape) {
            case "integer" -> integer(new BigInteger(words.get(0)), new BigInteger(words.get(1)));
            case "memory" -> of("a size such as 100mb or 1048576", MEMORY.asMatchPredicate());
            case "yes-or-no" -> of("yes or no", v -> v.equals("yes") || v.equals("no"));
            case "one-of" -> of("one of " + String.join(", ", words), words::contains);
            case "some-of" ->
                of("some of " + String.join(", ", words), v -> words.containsAll(Arrays.asList(v.split(" "))));
            case "text" -> of("a text", v -> true);
            case "save-points" ->
                new ValueShape(
                        "seconds and changes such as \"900 1\", or \"\" for no snapshots",
                        SAVE_POINTS.asMatchPredicate(),
                        true);
            case "disabled" ->
                new ValueShape(
                        "one of " + String.join(", ", words) + " with \"\" as its new name, which disables it",
                        v -> v.endsWith(" \"\"") && words.contains(v.substring(0, v.length() - 3)),
                        true);
            case "buffer-limit" ->
                new ValueShape("a limit such as \"replica 256mb 64mb 60\"", BUFFER_LIMIT.asMatchPredicate(), true);
            default -> throw new IllegalArgumentException("unknown shape of a directive: \"" + shape + "\"");
        };
    }

    private static ValueShape of(String expected, Predicate<String> fits) {
        return new ValueShape(expected, fits, false);
    }

    private static ValueShape integer(BigInteger least, BigInteger most) {
        String range = most.bitLength() < 31
                ? "from " + least + " to " + most
                : least.signum() < 0 && least.bitLength() > 30 ? "" : least + " or more";
        return of(
                ("a whole number " + range).strip(),
                v -> v.matches("[+-]?[0-9]{1,19}")
                        && new BigInteger(v).compareTo(least) >= 0
                        && new BigInteger(v).compareTo(most) <= 0);
    }
}
