package io.splitproof.lab;

import io.splitproof.fault.Fault;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.Target;
import io.splitproof.report.TextSummary;
import io.splitproof.run.Stage;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.RunDirectory;
import io.splitproof.store.ScenarioDraft;
import io.splitproof.topology.Topology;
import io.splitproof.trial.Director;
import io.splitproof.trial.Judging;
import io.splitproof.trial.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the commands of whoever drives a topology by hand, from a terminal, a script or a page.
 *
 * <p>Commands may come from several threads. What breaks something is given to the run and returns at once; the board
 * and the history say what came of it.
 */
public final class Lab implements Director {
    private static final Duration AWAITED = Duration.ofSeconds(60);
    private static final int LINES = 30;

    private final ScenarioDraft empty;
    private final Board board;
    private final long seed;
    private final CompletableFuture<Session> session = new CompletableFuture<>();
    private volatile @Nullable RunDirectory directory;
    private volatile @Nullable Path saved;
    private volatile int mark;

    /**
     * A lab whose topology does not run yet.
     *
     * @param draft what is to be held up, with an empty schedule
     * @param seed of the run, for whoever runs it again
     */
    public Lab(ScenarioDraft draft, Board board, long seed) {
        this.empty = draft;
        this.board = board;
        this.seed = seed;
    }

    @Override
    public void enter(RunDirectory recording, Stage stage) {
        directory = recording;
        session.complete(new Session(empty, stage, board));
    }

    /** Is completed once commands are taken. */
    public CompletableFuture<?> isReady() {
        return session;
    }

    /** What is held up. */
    public Scenario scenario() {
        return empty.scenario();
    }

    public Board board() {
        return board;
    }

    /**
     * Carries out one command and returns what there is to say at once, perhaps nothing.
     *
     * @throws Refused if it is none, or cannot be carried out; nothing was done then
     * @throws InterruptedException if the thread was interrupted while a command waited
     */
    public String perform(String line) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of(line.trim().split("\\s+", -1)));
        String word = words.remove(0);
        if (word.isEmpty() || word.startsWith("#")) {
            return "";
        }
        Verb verb = Verb.of(word)
                .orElseThrow(() ->
                        new Refused("unknown command \"" + word + "\"; there are " + String.join(", ", Verb.words())));
        return perform(verb, words, line.trim());
    }

    /** The words that may follow these in a command. */
    public List<String> next(List<String> words) {
        List<ScheduledFault> open = session.isDone() ? session.join().open() : List.of();
        return new Vocabulary(topology(), open).after(words);
    }

    /** Writes a file that was saved once more, if the session ended by itself. */
    public void close() {
        if (session.isDone()) {
            session.join().close();
            writeSaved();
        }
    }

    /** The scenario file that was saved; empty if none was. */
    public Optional<Path> saved() {
        return Optional.ofNullable(saved);
    }

    /** True of commands after which nothing more is taken. */
    public static boolean isLast(String line) {
        return line.trim().equals(Verb.QUIT.word());
    }

    /** The same for commands that do not wait; the others are refused. */
    public String performAtOnce(String line) throws InterruptedException {
        Verb.of(line.trim().split("\\s+", -1)[0])
                .filter(v -> v == Verb.WAIT || v == Verb.WAIT_FOR)
                .ifPresent(v -> {
                    throw new Refused(v.word() + " is for scripts; the page shows what happens as it happens");
                });
        return perform(line);
    }

    private String perform(Verb verb, List<String> words, String line) throws InterruptedException {
        return switch (verb) {
            case HELP -> Help.of(words);
            case STATUS -> StatusText.of(board.snapshot());
            case TIMELINE -> timeline(words);
            case WAIT -> await(words);
            case WAIT_FOR -> awaitLine(line.substring(verb.word().length()).trim());
            case REPORT -> report();
            case SAVE -> save(words);
            case QUIT -> quit();
            case HEAL -> marked(() -> heal(words));
            case START, RESUME -> marked(() -> over(verb, words));
            default -> marked(() -> String.join("\n", open().give(Order.of(verb, words, topology()))));
        };
    }

    private Topology topology() {
        return scenario().topology();
    }

    /** What is awaited later is looked for from here on. */
    private String marked(Supplier<String> command) {
        int before = board.newest();
        String said = command.get();
        mark = before;
        return said;
    }

    private Session open() {
        if (!session.isDone()) {
            throw new Refused("the topology is not up yet");
        }
        return session.join();
    }

    private String heal(List<String> words) {
        List<ScheduledFault> open = open().open();
        boolean all = words.isEmpty() || words.equals(List.of("all"));
        List<ScheduledFault> wanted =
                open.stream().filter(f -> all || words.contains(f.id())).toList();
        if (wanted.isEmpty()) {
            throw new Refused("expected a fault that can be healed, but "
                    + (all ? "nothing is broken" : String.join(", ", words) + " is none; there are " + names(open)));
        }
        return healed(wanted);
    }

    private static String names(List<ScheduledFault> faults) {
        return faults.isEmpty()
                ? "none"
                : faults.stream().map(f -> f.id() + " (" + f.describe() + ")").collect(Collectors.joining(", "));
    }

    private String healed(List<ScheduledFault> faults) {
        faults.forEach(open()::heal);
        return faults.stream().map(f -> "heals " + f.id() + ": " + f.describe()).collect(Collectors.joining("\n"));
    }

    /** Ends the faults that took a node's process away, or froze it. */
    private String over(Verb verb, List<String> words) {
        if (words.size() != 1) {
            throw new Refused("expected " + verb.usage());
        }
        String name = words.get(0);
        Predicate<Fault> kind = verb == Verb.RESUME
                ? Fault.Pause.class::isInstance
                : f -> f instanceof Fault.Kill || f instanceof Fault.Stop;
        List<ScheduledFault> candidates =
                open().open().stream().filter(f -> kind.test(f.fault())).toList();
        List<ScheduledFault> wanted = candidates.stream()
                .filter(f -> targets(f.fault()).contains(name)
                        || board.resolved(f.id()).contains(name))
                .toList();
        if (wanted.isEmpty()) {
            throw new Refused("expected a node that was " + (verb == Verb.RESUME ? "paused" : "killed or stopped")
                    + ", but found " + name + "; there are " + names(candidates));
        }
        return healed(wanted);
    }

    private static List<String> targets(Fault fault) {
        List<Target> targets = fault instanceof Fault.Kill kill
                ? kill.targets()
                : fault instanceof Fault.Stop stop
                        ? stop.targets()
                        : fault instanceof Fault.Pause pause ? pause.targets() : List.of();
        return targets.stream().map(Target::name).toList();
    }

    private String timeline(List<String> words) {
        int count = words.isEmpty() ? LINES : number(words.get(0));
        List<Line> lines = board.after(0);
        return lines.subList(Math.max(0, lines.size() - count), lines.size()).stream()
                .map(l -> String.format(Locale.ROOT, "%9.3f  %s", l.atNanos() / 1e9, l.text()))
                .collect(Collectors.joining("\n"));
    }

    private static int number(String word) {
        if (!word.matches("[0-9]{1,5}")) {
            throw new Refused("expected a number of lines, but found " + word);
        }
        return Integer.parseInt(word);
    }

    private String await(List<String> words) throws InterruptedException {
        if (words.size() != 1) {
            throw new Refused("expected " + Verb.WAIT.usage());
        }
        within(new CompletableFuture<String>(), time(words.get(0)));
        return "";
    }

    private String awaitLine(String rest) throws InterruptedException {
        String[] parts = rest.split("\\s+within\\s+(?=\\S+$)", -1);
        if (parts[0].isEmpty()) {
            throw new Refused("expected " + Verb.WAIT_FOR.usage());
        }
        Duration limit = parts.length == 1 ? AWAITED : time(parts[1]);
        Line found = within(board.awaited(parts[0], mark), limit);
        if (found == null) {
            throw new Refused("expected \"" + parts[0] + "\" in the timeline within " + limit.toMillis() / 1e3
                    + " s, but nothing said it");
        }
        mark = found.number();
        return String.format(Locale.ROOT, "seen at %.3f s", found.atNanos() / 1e9);
    }

    /** The future's value, or null after that much scenario time. */
    private <T> @Nullable T within(CompletableFuture<T> future, Duration scenarioTime) throws InterruptedException {
        long nanos = Math.round(scenarioTime.toNanos() / scenario().timeLapse());
        try {
            return future.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting failed", e.getCause());
        }
    }

    private static Duration time(String word) {
        return ScenarioDraft.time(word)
                .orElseThrow(() -> new Refused("expected a time such as 5s or 300ms, but found " + word));
    }

    /** Judges what was recorded so far; the end of the session judges all of it. */
    private String report() {
        RunDirectory recording = directory;
        if (recording == null) {
            throw new Refused("nothing is recorded yet");
        }
        Outcome outcome = Judging.judge(recording);
        return TextSummary.render(outcome.judgement(), scenario().timeLapse()) + "\nso far, in "
                + recording.reportFile();
    }

    private String save(List<String> words) {
        if (words.size() != 1) {
            throw new Refused("expected " + Verb.SAVE.usage());
        }
        String name = words.get(0).matches(".*\\.ya?ml") ? words.get(0) : words.get(0) + ".yaml";
        Path file = Path.of(name);
        boolean foreign = Files.exists(file) && !file.equals(saved);
        if (foreign) {
            throw new Refused("expected a new file, but " + file + " is there; choose another name");
        }
        saved = file;
        write(file);
        return "saved in " + file + "; its end is written once more when you quit";
    }

    private String quit() {
        open().end();
        writeSaved();
        return "";
    }

    private void writeSaved() {
        Path file = saved;
        if (file != null) {
            write(file);
        }
    }

    private void write(Path file) {
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.writeString(file, text(file));
        } catch (IOException e) {
            throw new Refused("expected to write " + file + ": " + e);
        }
    }

    /** The scenario file of what was done so far. */
    String text(Path file) {
        return open().text(List.of(
                "Made by hand in the lab, from "
                        + Arrays.asList(scenario().name().split("/", 2)).get(1) + ".",
                "Run it again: ./splitproof run " + file + " --seed " + seed));
    }
}
