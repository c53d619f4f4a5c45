package io.splitproof.store;

import io.splitproof.topology.NodeKind;
import io.splitproof.workload.Application;
import io.splitproof.workload.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what an application's client keeps in Redis, and what it does where Redis fails. */
final class ApplicationReader {
    private static final Duration TTL = Duration.ofMinutes(30);
    private static final int USERS = 20;

    /** The keys that only some roles have. */
    private static final Map<String, Set<String>> ROLES_OF = Map.of(
            "users", Set.of("sessions", "profile-cache", "rate-limit"),
            "ttl", Set.of("sessions", "token-blacklist", "profile-cache"),
            "limit", Set.of("rate-limit"),
            "window", Set.of("rate-limit"),
            "durable", Set.of("sessions", "token-blacklist"),
            "emergency", Set.of("sessions", "token-blacklist"));

    private static final List<String> OF_LEDGERS =
            List.of("driver", "settings", "wait", "wait-aof", "slots", "keys", "unaware");

    private final Names names;
    private final Problems problems;

    ApplicationReader(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /** Null for a client that reads or writes ledgers. */
    @Nullable
    Application read(Yaml.Entry entry) {
        Yaml client = entry.value();
        String word = client.text("role").orElse(null);
        if (!client.has("requests") || word == null) {
            checkWords(entry, word);
            return null;
        }
        ROLES_OF.keySet().stream()
                .filter(key -> !ROLES_OF.getOrDefault(key, Set.of()).contains(word))
                .sorted()
                .forEach(key -> client.get(key)
                        .ifPresent(y -> problems.add(
                                y.line(), "expected no \"" + key + "\" for the role " + word + "; drop it")));
        OF_LEDGERS.forEach(key -> client.get(key)
                .ifPresent(y -> problems.add(
                        y.line(),
                        "expected no \"" + key + "\" for a client with a role; it is for readers or writers")));
        String database = database(client);
        boolean durable = isTrue(client, "durable");
        if (database == null && (durable || word.equals("profile-cache"))) {
            problems.add(
                    entry.line(),
                    "expected a database for " + (durable ? "what is to be durable" : "the originals of a cache")
                            + ", but " + entry.key()
                            + " has none; add a node postgres-1 and write fallback: postgres-1");
            return null;
        }
        return new Application(role(word, client), database, durable, client.has("emergency"));
    }

    private void checkWords(Yaml.Entry entry, @Nullable String word) {
        Yaml client = entry.value();
        if (client.has("requests") != (word != null)) {
            problems.add(
                    entry.line(),
                    "clients." + entry.key() + ": expected requests together with a role, such as {role: sessions,"
                            + " requests: 50/s}");
        }
        ROLES_OF.keySet().stream()
                .sorted()
                .forEach(key -> client.get(key)
                        .filter(y -> word == null)
                        .ifPresent(y -> problems.add(
                                y.line(), "expected \"" + key + "\" only for a client with a role; drop it")));
    }

    private @Nullable String database(Yaml client) {
        Yaml named = client.get("fallback").orElse(null);
        if (named == null) {
            return null;
        }
        List<String> databases = names.nodes(NodeKind.POSTGRES);
        String name = named.text().orElse("");
        if (!databases.contains(name)) {
            problems.add(
                    named.line(),
                    databases.isEmpty()
                            ? "expected a database, but this topology has none; add a box such as db: [postgres-1]"
                            : Nearest.unknown("database", name, databases, "this topology has "));
        }
        return name;
    }

    private static Role role(String word, Yaml client) {
        Duration ttl = client.text("ttl").flatMap(Quantities::time).orElse(TTL);
        int users = number(client, "users", USERS);
        return switch (word) {
            case "token-blacklist" -> new Role.TokenBlacklist(ttl);
            case "profile-cache" -> new Role.ProfileCache(users, ttl);
            case "rate-limit" ->
                new Role.RateLimit(
                        users,
                        number(client, "limit", 10),
                        client.text("window").flatMap(Quantities::time).orElse(Duration.ofSeconds(1)));
            default -> new Role.Sessions(users, ttl);
        };
    }

    /** A number that the schema has checked. */
    private static int number(Yaml client, String key, int otherwise) {
        return client.text(key)
                .filter(t -> t.matches("[1-9][0-9]{0,5}"))
                .map(Integer::valueOf)
                .orElse(otherwise);
    }

    private static boolean isTrue(Yaml client, String key) {
        return client.text(key).filter("true"::equals).isPresent();
    }
}
