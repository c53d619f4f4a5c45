package io.splitproof.probe;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.splitproof.deployment.ClockReading;
import io.splitproof.topology.Node;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One connection to one node on the observation plane, opened when it is needed and again after it broke. */
public final class NodeConnection {
    /** A node cannot be asked: no connection, or no answer within the limit. */
    public static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean silent;

        Unreachable(String message, boolean silent, Throwable cause) {
            super(message, cause);
            this.silent = silent;
        }

        /** True if there was a connection and no answer came; false if there was no connection. */
        public boolean silent() {
            return silent;
        }
    }

    private final Node node;
    private final RedisClient client;
    private final Supplier<RedisURI> uri;
    private @Nullable StatefulRedisConnection<String, String> connection;

    NodeConnection(Node node, RedisClient client, Supplier<RedisURI> uri) {
        this.node = node;
        this.client = client;
        this.uri = uri;
    }

    public Node node() {
        return node;
    }

    /**
     * Asks the node.
     *
     * @throws Unreachable if it cannot be asked
     * @throws io.lettuce.core.RedisCommandExecutionException if it answers with an error
     */
    public synchronized <T> T ask(Function<RedisCommands<String, String>, T> question) {
        var open = open();
        try {
            return question.apply(open.sync());
        } catch (io.lettuce.core.RedisCommandExecutionException e) {
            throw e;
        } catch (io.lettuce.core.RedisCommandTimeoutException e) {
            drop();
            throw new Unreachable(node.name() + " gave no answer within " + Plane.LIMIT.toMillis() + " ms", true, e);
        } catch (RedisException e) {
            drop();
            throw new Unreachable(node.name() + ": " + e.getMessage(), false, e);
        }
    }

    private StatefulRedisConnection<String, String> open() {
        var current = connection;
        if (current != null && current.isOpen()) {
            return current;
        }
        drop();
        try {
            var opened = client.connect(StringCodec.UTF8, uri.get());
            connection = opened;
            return opened;
        } catch (RedisException e) {
            boolean silent = String.valueOf(e.getCause()).contains("imed out");
            throw new Unreachable("no connection to " + node.name() + ": " + e.getMessage(), silent, e);
        }
    }

    private void drop() {
        if (connection != null) {
            var unused = connection.closeAsync();
            connection = null;
        }
    }

    /** A reply of any shape: nested lists of strings and numbers. */
    public List<Object> raw(String... words) {
        return ask(commands -> {
            var args = new CommandArgs<>(StringCodec.UTF8);
            for (int i = 1; i < words.length; i++) {
                args.add(words[i]);
            }
            var reply = commands.dispatch(keyword(words[0]), new NestedMultiOutput<>(StringCodec.UTF8), args);
            return reply == null ? List.of() : reply;
        });
    }

    private static ProtocolKeyword keyword(String word) {
        return new ProtocolKeyword() {
            @Override
            public byte[] getBytes() {
                return word.getBytes(StandardCharsets.US_ASCII);
            }

            @Override
            public String toString() {
                return word;
            }
        };
    }

    /** The node's wall clock, as INFO tells it: a Sentinel's is that of its last tick. Empty if INFO has none. */
    Optional<ClockReading> time() {
        long asked = System.nanoTime();
        String said = info().getOrDefault("server_time_usec", "");
        long answered = System.nanoTime();
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ClockReading(asked, Instant.EPOCH.plus(Long.parseLong(said), ChronoUnit.MICROS), answered));
    }

    /** A flat list of names and values as a map. */
    public static Map<String, String> pairs(List<?> flat) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            map.put(String.valueOf(flat.get(i)), String.valueOf(flat.get(i + 1)));
        }
        return map;
    }

    /** A reply that is a list of maps, each a nested list or a map already. */
    public List<Map<String, String>> maps(String... words) {
        var maps = new ArrayList<Map<String, String>>();
        for (Object element : raw(words)) {
            if (element instanceof List<?> flat) {
                maps.add(pairs(flat));
            }
        }
        return maps;
    }

    /** The fields of INFO. */
    public Map<String, String> info() {
        return fields(ask(RedisCommands::info));
    }

    /** The lines {@code name:value} of a reply such as INFO's. */
    static Map<String, String> fields(String text) {
        var fields = new LinkedHashMap<String, String>();
        text.lines().filter(l -> !l.startsWith("#")).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).trim());
            }
        });
        return fields;
    }
}
