package io.splitproof.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says why a command ended without a result: one message, and a stack trace only where the harness itself broke. */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        int code = ExitCodes.of(failure);
        var err = command.getErr();
        if (code == ExitCodes.INTERRUPTED) {
            err.println("interrupted: " + Leftovers.ofThisProcess().sentence());
            return code;
        }
        err.println(command.getColorScheme().errorText(String.valueOf(failure.getMessage())));
        boolean isOurs = code == ExitCodes.BROKEN && !(failure instanceof io.splitproof.deployment.DeploymentException);
        if (isOurs || System.getenv("SPLITPROOF_TRACE") != null) {
            failure.printStackTrace(err);
        }
        return code;
    }
}
