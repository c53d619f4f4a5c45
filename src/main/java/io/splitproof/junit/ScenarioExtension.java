package io.splitproof.junit;

import io.splitproof.engine.ImageUnavailable;
import io.splitproof.engine.Images;
import io.splitproof.engine.Provision;
import io.splitproof.history.Phase;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.trial.Outcome;
import io.splitproof.trial.Progress;
import io.splitproof.trial.SideBySide;
import io.splitproof.trial.Trial;
import io.splitproof.trial.WorkflowPage;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a scenario before the tests of a class.
 *
 * <p>A run that is unknown, because the harness or the machine got in the way, is repeated once; both run directories
 * are kept. What is unknown again fails the assertions, with its reason. A scenario that names another server than the
 * usual one is skipped, with the reason, where that server's image cannot be had.
 *
 * <p>Where JUnit runs test classes in parallel, so many scenarios are measured at once as {@code splitproof.at-once}
 * says, by default one more than there are processors.
 *
 * <p>System properties: {@code splitproof.runs}, where run directories go ({@code target/runs}); {@code
 * splitproof.seed}, else each run draws one.
 */
public final class ScenarioExtension implements BeforeAllCallback, ParameterResolver {
    private static final Namespace STORE = Namespace.create(ScenarioExtension.class);
    private static final String OUTCOME = "outcome";
    private static final WorkflowPage PAGE = WorkflowPage.of(System.getenv());
    private static final SideBySide SIDE_BY_SIDE = new SideBySide(SideBySide.usual());

    private final @Nullable Scenario inJava;

    /** Used by {@link SplitproofScenario}. */
    public ScenarioExtension() {
        this(null);
    }

    private ScenarioExtension(@Nullable Scenario inJava) {
        this.inJava = inJava;
    }

    /** An extension that runs a scenario written in Java. */
    public static ScenarioExtension of(Scenario scenario) {
        return new ScenarioExtension(scenario);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws InterruptedException {
        var store = context.getStore(STORE);
        boolean namesItsOwn = context.getRequiredTestClass().isAnnotationPresent(SplitproofScenario.class);
        // A nested class is handed the outcome of the class around it, whose store is looked up too.
        if (namesItsOwn || store.get(OUTCOME) == null) {
            store.put(OUTCOME, runOrSkip(scenario(context)));
        }
    }

    private Scenario scenario(ExtensionContext context) {
        if (inJava != null) {
            return inJava;
        }
        var wanted = context.getRequiredTestClass().getAnnotation(SplitproofScenario.class);
        if (wanted == null) {
            throw new IllegalStateException(context.getRequiredTestClass().getName()
                    + " should name its scenario with @SplitproofScenario, or register ScenarioExtension.of(scenario)");
        }
        return ScenarioFiles.read(Path.of(wanted.value()));
    }

    private static Outcome runOrSkip(Scenario scenario) throws InterruptedException {
        try {
            return run(scenario);
        } catch (ImageUnavailable e) {
            if (!namesItsServer(scenario)) {
                throw e;
            }
            String why = "skipped " + scenario.name() + ", which needs " + scenario.server() + ": " + e.getMessage();
            System.out.println("splitproof: " + why);
            return Assumptions.abort(why);
        }
    }

    /** True of a scenario about one server: where that cannot be had, it is skipped with the reason. */
    static boolean namesItsServer(Scenario scenario) {
        return !scenario.server().equals(Images.REDIS);
    }

    private static Outcome run(Scenario scenario) throws InterruptedException {
        Path runs = Path.of(System.getProperty("splitproof.runs", "target/runs"));
        long seed = Long.getLong("splitproof.seed", ThreadLocalRandom.current().nextInt(1, 1_000_000));
        var options = new Trial.Options(runs, Provision.of(System.getenv()), seed, false, new Steps());
        return SIDE_BY_SIDE.run(scenario, options, ScenarioExtension::tell);
    }

    private static void tell(Outcome outcome) {
        System.out.printf(
                Locale.ROOT,
                "splitproof: %s %s after %.1f s (%s), report %s%n",
                outcome.scenario().name(),
                outcome.result().name().toLowerCase(Locale.ROOT),
                between(outcome, Phase.BOOT, Phase.END),
                parts(outcome),
                outcome.directory().reportFile());
        PAGE.add(outcome).ifPresent(System.out::println);
    }

    /** Where the time went, in seconds of real time. */
    private static String parts(Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "boot %.1f s, load %.1f s, recovery and reads %.1f s, factor %s",
                between(outcome, Phase.BOOT, Phase.CONTROL),
                between(outcome, Phase.CONTROL, Phase.HEAL),
                between(outcome, Phase.HEAL, Phase.END),
                outcome.scenario().timeLapse());
    }

    private static double between(Outcome outcome, Phase from, Phase to) {
        long begins = outcome.history().startOf(from).orElse(0L);
        long ends = outcome.history().startOf(to).orElse(begins);
        return (ends - begins) / 1e9 / outcome.scenario().timeLapse();
    }

    /** Set-up is worth a line in a build's output; events are in the report. */
    private static final class Steps implements Progress {
        @Override
        public void step(String line) {
            System.out.println("splitproof: " + line);
        }

        @Override
        public void event(io.splitproof.history.Event event) {}
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Outcome.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        Outcome outcome = context.getStore(STORE).get(OUTCOME, Outcome.class);
        if (outcome == null) {
            throw new IllegalStateException("the scenario of " + test.getName() + " has not been run");
        }
        return outcome;
    }
}
