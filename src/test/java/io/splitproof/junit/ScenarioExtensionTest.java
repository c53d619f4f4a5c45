package io.splitproof.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.splitproof.checker.Judge;
import io.splitproof.history.History;
import io.splitproof.store.RunDirectory;
import io.splitproof.store.ScenarioException;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.trial.Outcome;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;

class ScenarioExtensionTest {
    private final Map<Object, Object> stored = new HashMap<>();
    private final ScenarioExtension extension = new ScenarioExtension();

    @SplitproofScenario("scenarios/none.yaml")
    static final class OfAMissingFile {
        void takes(Outcome outcome, String other) {}

        static final class Nested {}
    }

    static final class WithoutAnnotation {}

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private ExtensionContext context(Class<?> test) {
        var store = fake(ExtensionContext.Store.class, (self, method, args) -> switch (method.getName()) {
            case "get" -> stored.get(args[0]);
            case "put" -> stored.put(args[0], args[1]);
            default -> throw new UnsupportedOperationException(method.toString());
        });
        return fake(ExtensionContext.class, (self, method, args) -> switch (method.getName()) {
            case "getStore" -> store;
            case "getRequiredTestClass" -> test;
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private static ParameterContext parameter(int index) throws NoSuchMethodException {
        var method = OfAMissingFile.class.getDeclaredMethod("takes", Outcome.class, String.class);
        return fake(ParameterContext.class, (self, called, args) -> method.getParameters()[index]);
    }

    private static Outcome outcome() {
        var scenario = ScenarioFiles.read(Path.of("scenarios/known-bad/no-gate.yaml"));
        var history = new History(List.of());
        return new Outcome(
                scenario,
                new RunDirectory(Path.of("target/runs/x")),
                history,
                Judge.judge(scenario.evidence(history), List.of(), null));
    }

    @Test
    void onlyAScenarioThatNamesItsServerIsSkippedWhereThatCannotBeHad() {
        assertThat(ScenarioExtension.namesItsServer(
                        ScenarioFiles.read(Path.of("scenarios/sentinel/switchover-coordinated.yaml"))))
                .isTrue();
        assertThat(ScenarioExtension.namesItsServer(ScenarioFiles.read(Path.of("scenarios/sentinel/switchover.yaml"))))
                .isFalse();
    }

    @Test
    void anOutcomeIsItsParameterAndNothingElse() throws NoSuchMethodException {
        assertThat(extension.supportsParameter(parameter(0), context(OfAMissingFile.class)))
                .isTrue();
        assertThat(extension.supportsParameter(parameter(1), context(OfAMissingFile.class)))
                .isFalse();
    }

    @Test
    void aClassWithoutAScenarioIsToldHowToNameOne() {
        assertThatIllegalStateException()
                .isThrownBy(() -> extension.beforeAll(context(WithoutAnnotation.class)))
                .withMessageContaining(WithoutAnnotation.class.getName())
                .withMessageContaining("@SplitproofScenario")
                .withMessageContaining("ScenarioExtension.of(scenario)");
    }

    @Test
    void aFileThatIsNotThereFailsTheClassBeforeAnythingStarts() {
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> extension.beforeAll(context(OfAMissingFile.class)))
                .withMessageContaining("scenarios/none.yaml: expected a scenario file");
        assertThat(stored).isEmpty();
    }

    @Test
    void anOutcomeBeforeItsRunIsRefused() throws NoSuchMethodException {
        ParameterContext parameter = parameter(0);
        assertThatIllegalStateException()
                .isThrownBy(() -> extension.resolveParameter(parameter, context(OfAMissingFile.class)))
                .withMessageContaining("has not been run");
    }

    @Test
    void aNestedClassIsHandedTheRunOfTheClassAroundIt() throws Exception {
        Outcome outcome = outcome();
        stored.put("outcome", outcome);
        extension.beforeAll(context(OfAMissingFile.Nested.class));
        assertThat(extension.resolveParameter(parameter(0), context(OfAMissingFile.Nested.class)))
                .isSameAs(outcome);
    }

    @Test
    void theAnnotationBringsTheExtension() {
        var extendWith = SplitproofScenario.class.getAnnotation(org.junit.jupiter.api.extension.ExtendWith.class);
        assertThat(extendWith.value()).containsExactly(ScenarioExtension.class);
    }
}
