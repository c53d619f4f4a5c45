package io.splitproof.deployment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The control API of one box's Toxiproxy, without any traffic. It can be made to hang, as the real one does.
 *
 * <p>Calls are told as {@code box-1.redis-2 off}, {@code on}, {@code + timeout_upstream} and {@code - ...}.
 */
final class FakeToxiproxy implements AutoCloseable {
    /** What one of its proxies does. */
    static final class State {
        final String listen;
        final Set<String> toxics = new TreeSet<>();
        boolean enabled;

        State(String listen, boolean enabled) {
            this.listen = listen;
            this.enabled = enabled;
        }

        @Override
        public String toString() {
            return (enabled ? "on " : "off ") + toxics;
        }
    }

    private final List<String> calls;
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private final Map<String, State> proxies = new LinkedHashMap<>();
    private volatile boolean running;
    private volatile String hanging = "-";
    private volatile String breaking = "-";

    FakeToxiproxy(List<String> calls) {
        this.calls = calls;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Lets the next call that is told as this, or begins like it, get no answer; then the process is of no use. */
    void hangAt(String call) {
        hanging = call;
    }

    /** Lets the next call like this end without an answer at once, which costs a test no time. */
    void breakOffAt(String call) {
        breaking = call;
    }

    /** Starts the process with its file, or kills it. */
    synchronized void run(boolean isRunning, String file) {
        running = isRunning;
        proxies.clear();
        if (isRunning) {
            for (JsonNode p : JsonMapper.shared().readTree(file)) {
                proxies.put(
                        p.get("name").asString(),
                        new State(p.get("listen").asString(), p.get("enabled").asBoolean()));
            }
        }
    }

    synchronized Map<String, String> states() {
        var states = new LinkedHashMap<String, String>();
        proxies.forEach((name, state) -> states.put(name, state.toString()));
        return states;
    }

    /** Every toxic that it was asked for, with the proxy, word for word. */
    List<String> bodies() {
        return List.copyOf(bodies);
    }

    synchronized void reset(String proxy) {
        proxies.computeIfPresent(proxy, (name, state) -> new State(state.listen, true));
    }

    synchronized Map<String, State> proxies() {
        return Map.copyOf(proxies);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = running
                    ? answer(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            body)
                    : 0;
            if (status > 0) {
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The status, or 0 for none. */
    private int answer(String method, String path, String body) throws InterruptedException {
        String[] parts = path.split("/", -1);
        if (path.equals("/version")) {
            return 200;
        }
        if (method.equals("POST") && parts.length > 3) {
            bodies.add(parts[2] + " " + body);
        }
        String call = parts[2] + " "
                + (parts.length == 3
                        ? body.contains("true") ? "on" : "off"
                        : method.equals("POST")
                                ? "+ "
                                        + JsonMapper.shared()
                                                .readTree(body)
                                                .get("name")
                                                .asString()
                                : "- " + parts[4]);
        calls.add(call);
        if (call.startsWith(hanging)) {
            hanging = "-";
            closed.await();
            return 0;
        }
        if (call.startsWith(breaking)) {
            breaking = "-";
            return 0;
        }
        return apply(parts[2], call.substring(parts[2].length() + 1));
    }

    private synchronized int apply(String proxy, String change) {
        State state = proxies.get(proxy);
        if (state == null) {
            return 404;
        }
        if (change.startsWith("+ ")) {
            return state.toxics.add(change.substring(2)) ? 200 : 409;
        } else if (change.startsWith("- ")) {
            return state.toxics.remove(change.substring(2)) ? 204 : 404;
        }
        state.enabled = change.equals("on");
        return 200;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
