package io.splitproof.cli;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what was probably meant. */
final class UsageErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        var err = command.getErr();
        err.println(command.getColorScheme().errorText(failure.getMessage()));
        String verb = verbOfTheSameLetters(failure, command);
        if (verb.isEmpty()) {
            UnmatchedArgumentException.printSuggestions(failure, err);
        } else {
            err.println("Did you mean: " + verb + "?");
        }
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCodes.USAGE;
    }

    /** Two letters that changed places are the likeliest mistake, and as near to other words in picocli's measure. */
    private static String verbOfTheSameLetters(ParameterException failure, CommandLine command) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return "";
        }
        String letters = sorted(unmatched.getUnmatched().get(0));
        return command.getSubcommands().keySet().stream()
                .filter(name -> sorted(name).equals(letters))
                .findFirst()
                .orElse("");
    }

    private static String sorted(String word) {
        return word.chars()
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
