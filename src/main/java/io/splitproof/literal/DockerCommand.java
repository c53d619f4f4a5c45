package io.splitproof.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a user types, as documents write it: one of docker's commands. */
public sealed interface DockerCommand {
    /** {@code docker compose -f FILE up -d}: its networks, volumes and containers. */
    record Up(String file) implements DockerCommand {}

    /** {@code docker compose -f FILE config -q}: whether the tool accepts the file. Needs the tool. */
    record Config(String file) implements DockerCommand {}

    /** {@code docker exec CONTAINER WORD...}, without a terminal and without input, as a script has it. */
    record Exec(String container, List<String> words) implements DockerCommand {
        public Exec {
            words = List.copyOf(words);
        }
    }

    record Logs(String container) implements DockerCommand {}

    record Stop(String container) implements DockerCommand {}

    record Start(String container) implements DockerCommand {}

    record Restart(String container) implements DockerCommand {}

    /** The shapes that can be read, for messages. */
    String SHAPES = "docker compose -f FILE up -d, docker compose -f FILE config -q, docker exec CONTAINER WORD...,"
            + " docker logs, stop, start or restart CONTAINER";

    /** Reads a command line; empty if it is of no shape in {@link #SHAPES}. */
    static Optional<DockerCommand> parse(String line) {
        List<String> words = ShellWords.split(line);
        if (words.size() < 3 || !words.get(0).equals("docker")) {
            return Optional.empty();
        }
        List<String> rest = words.subList(2, words.size());
        return switch (words.get(1)) {
            case "compose" -> compose(rest);
            case "exec" ->
                rest.size() < 2
                        ? Optional.empty()
                        : Optional.of(new Exec(rest.get(0), new ArrayList<>(rest.subList(1, rest.size()))));
            default -> rest.size() == 1 ? ofContainer(words.get(1), rest.get(0)) : Optional.empty();
        };
    }

    private static Optional<DockerCommand> compose(List<String> words) {
        if (words.size() != 4 || !words.get(0).equals("-f")) {
            return Optional.empty();
        }
        String file = words.get(1);
        return switch (String.join(" ", words.subList(2, 4))) {
            case "up -d" -> Optional.of(new Up(file));
            case "config -q" -> Optional.of(new Config(file));
            default -> Optional.empty();
        };
    }

    private static Optional<DockerCommand> ofContainer(String verb, String container) {
        return switch (verb) {
            case "logs" -> Optional.of(new Logs(container));
            case "stop" -> Optional.of(new Stop(container));
            case "start" -> Optional.of(new Start(container));
            case "restart" -> Optional.of(new Restart(container));
            default -> Optional.empty();
        };
    }

    /** The compose file that the command names, if it names one. */
    default Optional<String> composeFile() {
        return this instanceof Up up
                ? Optional.of(up.file())
                : this instanceof Config config ? Optional.of(config.file()) : Optional.empty();
    }

    /** The container that the command names, if it names one. */
    default Optional<String> containerName() {
        if (this instanceof Exec exec) {
            return Optional.of(exec.container());
        } else if (this instanceof Logs logs) {
            return Optional.of(logs.container());
        } else if (this instanceof Stop stop) {
            return Optional.of(stop.container());
        } else if (this instanceof Start start) {
            return Optional.of(start.container());
        }
        return this instanceof Restart restart ? Optional.of(restart.container()) : Optional.empty();
    }

    /** Whether trying it again changes nothing, so that it can be tried until it says what is expected. */
    default boolean isLook() {
        return Set.of(Exec.class, Logs.class, Config.class).contains(getClass());
    }
}
