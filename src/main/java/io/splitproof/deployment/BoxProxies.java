package io.splitproof.deployment;

import io.splitproof.deployment.ToxiproxyApi.Hung;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The Toxiproxy of one box, and what each of its proxies is meant to do.
 *
 * <p>Calls to one box are made one after another; a call that hangs ends with this Toxiproxy killed and started again
 * from the recorded state, which is told to {@code failures}. Order matters, as measured on 2.12.0: a cut adds its
 * toxic to the healthy link; a heal disables the proxy, removes its toxics, and enables it.
 */
final class BoxProxies {
    static final String FILE = "/proxies.json";
    static final int CONTROL_PORT = 8474;

    private final String box;
    private final List<Proxy> proxies;
    private final Map<String, String> boxIps;
    private final Containers containers;
    private final String container;
    private final Supplier<HostPort> control;
    private final HttpClient http;
    private final Consumer<String> failures;
    private final Map<Proxy, Set<Block>> blocks = new HashMap<>();
    private final Set<Proxy> closed = new HashSet<>();
    private ToxiproxyApi api;

    BoxProxies(
            String box,
            List<Proxy> proxies,
            Map<String, String> boxIps,
            Containers containers,
            String container,
            Supplier<HostPort> control,
            HttpClient http,
            Consumer<String> failures) {
        this.box = box;
        this.proxies = proxies;
        this.boxIps = boxIps;
        this.containers = containers;
        this.container = container;
        this.control = control;
        this.http = http;
        this.failures = failures;
        this.api = new ToxiproxyApi(http, control.get());
    }

    String container() {
        return container;
    }

    /** Waits until the control API answers. */
    synchronized void awaitReady(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                api.ping();
                return;
            } catch (Hung e) {
                if (System.nanoTime() > deadline) {
                    throw new DeploymentException(
                            "Toxiproxy of " + box + " did not answer within " + limit.toSeconds() + " s", e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentException("waiting for Toxiproxy was interrupted", e);
        }
    }

    synchronized void block(Proxy proxy, Block block) {
        if (recorded(proxy, block)) {
            asRecorded(() -> api.add(proxy, block));
        }
    }

    /** The same for a link whose reader is stalled, where adding a toxic to an open connection would hang the API. */
    synchronized void closeAndBlock(Proxy proxy, Block block) {
        if (recorded(proxy, block)) {
            asRecorded(() -> {
                api.enable(proxy, false);
                api.add(proxy, block);
                api.enable(proxy, true);
            });
        }
    }

    /** Records that a proxy is to withhold these bytes; false if that was so already. */
    private boolean recorded(Proxy proxy, Block block) {
        return blocks.computeIfAbsent(proxy, p -> new LinkedHashSet<>()).add(block);
    }

    /** Removes every block of a proxy and lets it listen; its open connections close. */
    synchronized void open(Proxy proxy) {
        Set<Block> removed = blocks.remove(proxy);
        boolean wasClosed = closed.remove(proxy);
        if (removed != null && !wasClosed && removed.stream().allMatch(Block::holds)) {
            // Held bytes are to arrive late, so the connections must live. This call can hang, and is cured then.
            asRecorded(() -> {
                for (Block block : lastFirst(removed)) {
                    api.remove(proxy, block);
                }
            });
        } else if (removed != null) {
            asRecorded(() -> {
                api.enable(proxy, false);
                for (Block block : lastFirst(removed)) {
                    api.remove(proxy, block);
                }
                api.enable(proxy, true);
            });
        } else if (wasClosed) {
            asRecorded(() -> api.enable(proxy, true));
        }
    }

    /**
     * The last added first. The other way round, connections that linger outlive their first toxic, and Toxiproxy 2.12
     * panics when the next toxic is added to what is left of them (link.go AddToxic, index out of range).
     */
    private static List<Block> lastFirst(Set<Block> blocks) {
        var reversed = new ArrayList<>(blocks);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Closes the listener and every connection through it. */
    synchronized void close(Proxy proxy) {
        if (closed.add(proxy)) {
            asRecorded(() -> api.enable(proxy, false));
        }
    }

    private interface Call {
        void make() throws Hung;
    }

    /** Makes a call whose wanted result is recorded already; a hang is cured by a new start from that record. */
    private void asRecorded(Call call) {
        try {
            call.make();
        } catch (Hung e) {
            failures.accept(e.getMessage() + "; Toxiproxy was killed and started again from its recorded state");
            respawn();
        }
    }

    /**
     * Kills this Toxiproxy and starts it again as recorded.
     *
     * <p>Its file cannot hold toxics, so that a cut link must come up closed, be given its toxics, and only then listen.
     */
    private void respawn() {
        var faulted = new LinkedHashMap<Proxy, Set<Block>>(blocks);
        var atStart = new HashSet<>(closed);
        atStart.addAll(faulted.keySet());
        containers.kill(container);
        containers.write(container, FILE, Configuration.proxies(proxies, boxIps, List.copyOf(atStart)));
        containers.startAgain(container);
        api = new ToxiproxyApi(http, control.get());
        awaitReady(Duration.ofSeconds(10));
        try {
            for (var entry : faulted.entrySet()) {
                for (Block block : entry.getValue()) {
                    api.add(entry.getKey(), block);
                }
                if (!closed.contains(entry.getKey())) {
                    api.enable(entry.getKey(), true);
                }
            }
        } catch (Hung e) {
            throw new DeploymentException("Toxiproxy of " + box + " hung again right after its start", e);
        }
    }

    /** The streams of a proxy that are blocked now. */
    synchronized Set<Block.Stream> blocked(Proxy proxy) {
        var streams = EnumSet.noneOf(Block.Stream.class);
        blocks.getOrDefault(proxy, Set.of()).forEach(b -> streams.add(b.stream()));
        return streams;
    }
}
