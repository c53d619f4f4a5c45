package io.splitproof.lab.web;

import io.splitproof.history.Event;
import io.splitproof.history.Event.FaultStarted;
import io.splitproof.history.History;
import io.splitproof.lab.Board;
import io.splitproof.lab.FakeStage;
import io.splitproof.lab.Lab;
import io.splitproof.store.RunDirectory;
import io.splitproof.store.ScenarioDraft;
import io.splitproof.topology.Node;
import io.splitproof.trial.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of a lab whose board is told a recorded run: what a browser shows of it needs no container. */
final class ReplayedLab implements AutoCloseable {
    private static final Path RECORDED = Path.of("src/test/resources/recorded/no-gate");
    private static final Path SCENARIO = Path.of("scenarios/known-bad/no-gate.yaml");

    private final FakeStage stage = new FakeStage();
    private final List<Event> events;
    private final Board board;
    private final Lab lab;
    private final LabServer server;
    private int next;

    ReplayedLab(Path directory) {
        events = history().events();
        ScenarioDraft draft = ScenarioDraft.of(SCENARIO, Duration.ofHours(2));
        board = new Board(draft.scenario(), Progress.SILENT, ReplayedLab::words);
        lab = new Lab(draft, board, 7);
        lab.enter(new RunDirectory(directory), stage);
        server = LabServer.open(lab, 0);
    }

    private static History history() {
        return RunDirectory.open(RECORDED).history().history();
    }

    /** Some of the lines that the command line would say. */
    static Optional<String> words(Event event) {
        if (event instanceof Event.Noted noted) {
            return Optional.of(noted.text());
        } else if (event instanceof Event.SentinelSaid said) {
            return Optional.of(said.sentinel() + " " + said.channel() + " " + said.payload());
        }
        return event instanceof FaultStarted fault ? Optional.of("fault " + fault.description()) : Optional.empty();
    }

    /** Plays the recording until the first event at that time or later. */
    void playUntil(double seconds) {
        while (next < events.size() && events.get(next).atNanos() < seconds * 1e9) {
            board.event(events.get(next++));
        }
        stage.at(Duration.ofNanos(Math.max(0, Math.round(seconds * 1e9))));
    }

    /** Tells the board something that no recording says. */
    void tell(Event event) {
        board.event(event);
    }

    String url() {
        return server.url();
    }

    FakeStage stage() {
        return stage;
    }

    Map<String, String> boxes() {
        return lab.scenario().topology().nodes().stream()
                .collect(java.util.stream.Collectors.toMap(Node::name, Node::box));
    }

    @Override
    public void close() {
        server.close();
    }

    /** Serves a recording that is played in its own time, for whoever wants to look at the page. */
    public static void main(String[] args) throws Exception {
        try (var replayed = new ReplayedLab(Files.createTempDirectory("lab"))) {
            System.out.println(replayed.url());
            double from = Double.parseDouble(args[0]);
            double to = Double.parseDouble(args[1]);
            for (double at = from; at < to; at += 0.1) {
                replayed.playUntil(at);
                Thread.sleep(Long.parseLong(args[2]));
            }
            Thread.sleep(60_000);
        }
    }
}
