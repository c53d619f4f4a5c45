package io.splitproof.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a scenario once for a test class and hands its {@link io.splitproof.trial.Outcome} to the tests as a parameter.
 *
 * <p>For a scenario written in Java, register {@link ScenarioExtension#of} in a static field instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ScenarioExtension.class)
public @interface SplitproofScenario {
    /** Path of the scenario file, relative to the project's directory. */
    String value();
}
