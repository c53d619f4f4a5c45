package io.splitproof.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where engines are looked for: what the user named, else the socket files that engines make. */
final class Endpoints {
    private Endpoints() {}

    /**
     * The places to try, best first. A place that the user named, by DOCKER_HOST or by a context, is the only one: a
     * named engine that is down is an error and not a reason to use another.
     */
    static List<Endpoint> of(Machine machine) {
        return named(machine).map(List::of).orElseGet(() -> usual(machine));
    }

    /** What the user named, if anything. */
    static Optional<Endpoint> named(Machine machine) {
        String host = machine.environment().getOrDefault("DOCKER_HOST", "");
        if (!host.isEmpty()) {
            return Optional.of(new Endpoint(uri(host), "DOCKER_HOST"));
        }
        return context(machine);
    }

    private static List<Endpoint> usual(Machine machine) {
        String user = machine.environment().getOrDefault("XDG_RUNTIME_DIR", "/run/user/" + machine.uid());
        Stream<Path> sockets = Stream.of(
                machine.at("/var/run/docker.sock"),
                machine.at(user + "/docker.sock"),
                machine.home().resolve(".docker/run/docker.sock"),
                machine.home().resolve(".docker/desktop/docker.sock"),
                machine.home().resolve(".colima/default/docker.sock"),
                machine.home().resolve(".orbstack/run/docker.sock"),
                machine.home().resolve(".rd/docker.sock"),
                machine.at(user + "/podman/podman.sock"),
                machine.at("/run/podman/podman.sock"));
        return sockets.map(socket -> new Endpoint(URI.create("unix://" + socket), "usual socket"))
                .toList();
    }

    private static Optional<Endpoint> context(Machine machine) {
        Path directory = Path.of(machine.environment()
                .getOrDefault("DOCKER_CONFIG", machine.home().resolve(".docker").toString()));
        String fromEnvironment = machine.environment().getOrDefault("DOCKER_CONTEXT", "");
        String name = fromEnvironment.isEmpty()
                ? text(directory.resolve("config.json"), "currentContext").orElse("default")
                : fromEnvironment;
        if (name.equals("default")) {
            return Optional.empty();
        }
        Path meta = directory.resolve("contexts/meta").resolve(sha256(name)).resolve("meta.json");
        return Optional.of(text(meta, "Host")
                .map(host -> new Endpoint(uri(host), "docker context " + name))
                .orElseThrow(() -> new EngineUnavailable(
                        "docker context \"" + name + "\" should name its host in " + meta + " but does not",
                        List.of("docker context use default", "or set DOCKER_HOST"))));
    }

    private static URI uri(String host) {
        try {
            URI uri = URI.create(host);
            if (uri.getScheme() != null && !uri.getScheme().isEmpty()) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the message that names the variable's forms
        }
        throw new EngineUnavailable(
                "an engine's address should look like unix:///var/run/docker.sock or tcp://host:port but is \"" + host
                        + "\"",
                List.of("correct or unset DOCKER_HOST"));
    }

    /** The first text value of a key in a JSON file. Two keys of two small files are not worth a JSON library here. */
    private static Optional<String> text(Path json, String key) {
        try {
            Matcher matcher =
                    Pattern.compile("\"" + key + "\"\\s*:\\s*\"([^\"]*)\"").matcher(Files.readString(json));
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
