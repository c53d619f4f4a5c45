package io.splitproof.scenarios;

import io.splitproof.engine.Engine;
import io.splitproof.engine.Images;
import io.splitproof.engine.Provision;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.store.ScenarioFiles;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a scenario whose server is not that of all the others and is not on this machine: to build one takes a minute,
 * which a build of everything does not have. {@code ./splitproof run} builds it.
 */
public final class ServerAtHand implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var scenario = context.getTestClass().map(c -> c.getAnnotation(SplitproofScenario.class));
        return scenario.isEmpty() || context.getTestMethod().isPresent()
                ? ConditionEvaluationResult.enabled("asked of the class")
                : present(
                        ScenarioFiles.read(Path.of(scenario.get().value())).server(),
                        scenario.get().value());
    }

    private static ConditionEvaluationResult present(String server, String file) {
        ExecutorService calls = Executors.newSingleThreadExecutor();
        try (var engine = Engine.connect(Provision.of(System.getenv()), line -> {})) {
            if (new Images(engine, Provision.NEVER, calls, line -> {})
                    .present(server)
                    .isPresent()) {
                return ConditionEvaluationResult.enabled(server + " is here");
            }
            String why = "skipped " + file + ": no image of " + server + " is here; ./splitproof run " + file
                    + " pulls or builds it";
            System.out.println("splitproof: " + why);
            return ConditionEvaluationResult.disabled(why);
        } finally {
            calls.shutdownNow();
        }
    }
}
