package io.splitproof.run;

import io.splitproof.deployment.Answer;
import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.DeploymentException;
import io.splitproof.deployment.Secret;
import io.splitproof.deployment.Services;
import io.splitproof.engine.ComposeTool;
import io.splitproof.history.Event.Aborted;
import io.splitproof.history.Event.ClockRead;
import io.splitproof.history.Event.NotTried;
import io.splitproof.history.Event.PhaseStarted;
import io.splitproof.history.Event.Tried;
import io.splitproof.history.Event.VariantEnded;
import io.splitproof.history.Event.VariantStarted;
import io.splitproof.history.Journal;
import io.splitproof.history.Phase;
import io.splitproof.history.RealTime;
import io.splitproof.literal.Check;
import io.splitproof.literal.Composition;
import io.splitproof.literal.DockerCommand;
import io.splitproof.literal.Edit;
import io.splitproof.literal.Literal;
import io.splitproof.literal.Variant;
import io.splitproof.scenario.Scenario;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Tries a document's files as they are written and after each repair, and records what every command answers.
 *
 * <p>Each variant begins with nothing and leaves nothing. The first check that is not met ends it; then the errors that
 * a user is told to see are looked for.
 */
public final class LiteralRunner {
    private static final int CALLS = 16;
    private static final RealTime BETWEEN_TRIES = RealTime.ofMillis(150);

    private final Literal literal;
    private final Runner.Options options;
    private final Journal journal;
    private final RunClock clock;
    private final Secret secret = Secret.random();
    private final Optional<ComposeTool> tool = ComposeTool.find();
    private final Map<String, String> logs = new TreeMap<>();
    /** By command line, what the last try in this variant answered. */
    private final Map<String, Answer> answers = new HashMap<>();

    private final ThreadPoolExecutor calls = Threads.bounded("splitproof-call", CALLS);

    private LiteralRunner(Scenario scenario, Runner.Options options, Journal journal) {
        this.literal = Objects.requireNonNull(scenario.literal(), "a scenario that tries a document's files");
        this.options = options;
        this.journal = journal;
        this.clock = new RunClock(scenario.timeLapse());
    }

    /**
     * Runs a scenario that tries a document's files.
     *
     * @throws InterruptedException if the calling thread was interrupted; everything is removed then
     * @throws DeploymentException if the engine failed otherwise than it would for a user
     */
    public static void run(Scenario scenario, Runner.Options options, Journal journal) throws InterruptedException {
        new LiteralRunner(scenario, options, journal).run();
    }

    private void run() throws InterruptedException {
        try {
            journal.append(new PhaseStarted(clock.nanos(), Phase.BOOT));
            for (Variant variant : literal.variants()) {
                attempt(variant);
            }
            journal.append(new PhaseStarted(clock.nanos(), Phase.END));
        } catch (InterruptedException | RuntimeException e) {
            journal.append(new Aborted(clock.nanos(), secret.redact(Runner.reason(e))));
            throw e;
        } finally {
            options.onLogs().accept(logs);
            Threads.end(calls, 2_000);
        }
    }

    private void attempt(Variant variant) throws InterruptedException {
        journal.append(new VariantStarted(clock.nanos(), variant.name()));
        answers.clear();
        try (var services = Services.begin(rendered(variant), servicesOptions())) {
            try {
                boolean works = true;
                for (Check check : variant.checks()) {
                    works = works && isMet(variant, check, services);
                }
                if (!works) {
                    for (Check shown : variant.shows()) {
                        isMet(variant, shown, services);
                    }
                }
            } finally {
                keepLogs(variant, services);
            }
        }
        journal.append(new VariantEnded(clock.nanos(), variant.name()));
    }

    private Services.Options servicesOptions() {
        var lapse = options.clockLibrary() == null
                ? null
                : new Deployment.TimeLapse(options.clockLibrary(), clock.factor());
        return new Services.Options(
                options.engine(),
                options.runId(),
                options.labels(),
                options.software().serverImage(),
                secret,
                calls,
                lapse);
    }

    /** Only where a repair wrote the password into a file does the file get it; servers read no variables. */
    private Map<String, String> rendered(Variant variant) {
        var files = new TreeMap<String, String>();
        variant.files().forEach((name, text) -> files.put(name, text.replace(Edit.Render.PASSWORD, secret.reveal())));
        return files;
    }

    private boolean isMet(Variant variant, Check check, Services services) throws InterruptedException {
        if (check.command() instanceof DockerCommand.Config && tool.isEmpty()) {
            journal.append(new NotTried(
                    clock.nanos(),
                    variant.name(),
                    check.name(),
                    check.line(),
                    "this machine has neither docker compose nor docker-compose, and nothing else reads the file as"
                            + " they do"));
            return true;
        }
        long started = clock.nanos();
        long until = started + check.within().toNanos();
        while (true) {
            Answer answer = answer(variant, check, services);
            boolean met = check.isMet(answer.exit(), answer.output());
            long now = clock.nanos();
            if (met || now >= until) {
                journal.append(new Tried(
                        now,
                        started,
                        variant.name(),
                        check.name(),
                        check.line(),
                        answer.exit(),
                        Excerpt.of(answer.output(), check)));
                checkClocks(check, services);
                return met;
            }
            clock.awaitNanos(now + clock.scenario(BETWEEN_TRIES).toNanos());
        }
    }

    private void checkClocks(Check check, Services services) {
        if (check.command() instanceof DockerCommand.Up) {
            services.clockErrors()
                    .forEach((name, error) -> journal.append(new ClockRead(clock.nanos(), name, error.toNanos())));
        }
    }

    /** What a command says. One that changes things is not typed twice: what it said stands. */
    private Answer answer(Variant variant, Check check, Services services) {
        Answer before = answers.get(check.line());
        if (before != null && !check.command().isLook()) {
            return before;
        }
        Answer answer = typed(variant, check.command(), services);
        String clean = secret.redact(answer.output()).replace("splitproof-" + options.runId() + "-", "");
        var told = new Answer(answer.exit(), clean);
        answers.put(check.line(), told);
        return told;
    }

    /** The one place that knows every command. */
    private Answer typed(Variant variant, DockerCommand command, Services services) {
        if (command instanceof DockerCommand.Up up) {
            return services.up(composition(variant, up.file()));
        } else if (command instanceof DockerCommand.Config config) {
            return configured(config, services, tool.orElse(null));
        } else if (command instanceof DockerCommand.Exec exec) {
            return services.exec(exec.container(), exec.words());
        } else if (command instanceof DockerCommand.Logs log) {
            return services.logs(log.container());
        } else if (command instanceof DockerCommand.Stop stop) {
            return services.stop(stop.container());
        } else if (command instanceof DockerCommand.Start start) {
            return services.start(start.container());
        } else if (command instanceof DockerCommand.Restart restart) {
            return services.restart(restart.container());
        }
        throw new AssertionError("unhandled command " + command);
    }

    private Answer configured(DockerCommand.Config config, Services services, @Nullable ComposeTool compose) {
        if (compose == null) {
            throw new AssertionError("a command that needs a tool which is not there");
        }
        var answer = compose.config(services.directory(), config.file(), Map.of("REDIS_PASSWORD", secret.reveal()));
        return new Answer(answer.exit(), answer.output());
    }

    private static Composition composition(Variant variant, String file) {
        return variant.compositions().stream()
                .filter(c -> c.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    private void keepLogs(Variant variant, Services services) {
        try {
            services.logs()
                    .forEach(
                            (name, text) -> logs.put(number(variant) + "-" + name, Excerpt.ofLog(secret.redact(text))));
        } catch (DeploymentException e) {
            logs.put(number(variant) + "-unread", secret.redact(String.valueOf(e.getMessage())));
        }
    }

    private String number(Variant variant) {
        return "variant-" + (literal.variants().indexOf(variant) + 1);
    }
}
