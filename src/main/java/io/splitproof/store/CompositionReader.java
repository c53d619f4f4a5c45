package io.splitproof.store;

import io.splitproof.literal.Composition;
import io.splitproof.literal.Mount;
import io.splitproof.literal.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a compose file, in what documents use of the format. What it does not know is refused rather than passed over:
 * a key without a meaning here would be tested without being there.
 */
final class CompositionReader {
    private static final Set<String> TOP = Set.of("version", "services", "volumes", "networks");
    private static final Set<String> OF_SERVICE =
            Set.of("image", "container_name", "command", "ports", "volumes", "networks", "depends_on");

    private static final Pattern MOUNT = Pattern.compile("([^:]+):([^:]+)(:ro)?");

    private final String file;
    private final int line;
    private final Problems problems;

    /**
     * @param file its name in the scenario
     * @param line of the scenario to which its problems are told
     */
    CompositionReader(String file, int line, Problems problems) {
        this.file = file;
        this.line = line;
        this.problems = problems;
    }

    Composition read(String text) {
        var own = new Problems(file);
        Optional<Yaml> root = YamlFile.parse(text, own);
        own.inOrder().forEach(p -> problem(p.message()));
        Yaml compose = root.orElse(Yaml.nothing(0));
        known(compose, TOP, "");
        var services = new ArrayList<Service>();
        part(compose, "services").entries().forEach(e -> services.add(service(e.key(), e.value())));
        var networks = new ArrayList<Composition.Network>();
        part(compose, "networks")
                .entries()
                .forEach(e -> networks.add(new Composition.Network(
                        e.key(),
                        e.value().text("name").orElse(null),
                        e.value().text("external").filter("true"::equals).isPresent())));
        List<String> volumes =
                part(compose, "volumes").entries().stream().map(Yaml.Entry::key).toList();
        return checked(new Composition(file, services, networks, volumes));
    }

    private Service service(String name, Yaml service) {
        known(service, OF_SERVICE, "services." + name + ": ");
        return new Service(
                name,
                service.text("container_name").orElse(name),
                service.text("command").orElse(""),
                service.texts("ports").stream().map(this::port).toList(),
                service.texts("volumes").stream().map(this::mount).toList(),
                service.texts("networks"),
                service.texts("depends_on"));
    }

    private int port(String port) {
        if (!port.matches("[0-9]{1,5}:[0-9]{1,5}")) {
            problem("expected a port such as \"6379:6379\", but found \"" + port + "\"");
            return 0;
        }
        return Integer.parseInt(port.substring(port.indexOf(':') + 1));
    }

    private Mount mount(String written) {
        Matcher parts = MOUNT.matcher(written);
        if (!parts.matches()) {
            problem("expected a volume such as ./redis.conf:/path:ro or data:/data, but found \"" + written + "\"");
            return new Mount("", "", false);
        }
        return new Mount(parts.group(1), parts.group(2), parts.group(3) != null);
    }

    private Composition checked(Composition composition) {
        if (composition.services().isEmpty()) {
            problem("expected services, but found none");
        }
        List<String> declared =
                composition.networks().stream().map(Composition.Network::name).toList();
        for (Service service : composition.services()) {
            if (service.command().isBlank() || service.networks().size() != 1) {
                problem("expected a command and one network of " + service.name());
            }
            service.networks().stream()
                    .filter(n -> !declared.contains(n))
                    .forEach(n -> problem(Nearest.unknown("network", n, declared, "this file declares ")));
            service.mounts().stream()
                    .filter(m -> !m.isBind()
                            && !m.source().isEmpty()
                            && !composition.volumes().contains(m.source()))
                    .forEach(m -> problem(
                            Nearest.unknown("volume", m.source(), composition.volumes(), "this file declares ")));
        }
        return composition;
    }

    private void known(Yaml mapping, Set<String> keys, String where) {
        mapping.entries().stream()
                .map(Yaml.Entry::key)
                .filter(k -> !keys.contains(k))
                .forEach(k -> problem(
                        where + Nearest.unknown("key", k, keys.stream().sorted().toList(), "expected one of ")));
    }

    private static Yaml part(Yaml root, String key) {
        return root.get(key).orElse(Yaml.nothing(0));
    }

    private void problem(String message) {
        problems.add(line, file + ": " + message);
    }
}
