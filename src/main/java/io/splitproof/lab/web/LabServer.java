package io.splitproof.lab.web;

import io.splitproof.history.RealTime;
import io.splitproof.lab.Lab;
import io.splitproof.run.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ThreadPoolExecutor;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.ExecutorThreadPool;

/** The lab's page on 127.0.0.1, while it is open. */
public final class LabServer implements AutoCloseable {
    private static final String HERE = "127.0.0.1";
    private static final int THREADS = 12;
    /** Between two messages to a page. */
    private static final RealTime PAUSE = RealTime.ofMillis(250);

    private final Server server;
    private final ServerConnector connector;
    private final ThreadPoolExecutor threads;
    private final Audience audience;
    private final AutoCloseable ticks;
    private final Gate gate = new Gate();

    /**
     * Opens the page.
     *
     * @param port 0 for any that is free
     * @throws UncheckedIOException if the port is taken
     */
    public static LabServer open(Lab lab, int port) {
        return new LabServer(lab, port);
    }

    private LabServer(Lab lab, int port) {
        threads = Threads.bounded("splitproof-web", THREADS);
        server = new Server(new ExecutorThreadPool(threads, 0));
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost(HERE);
        connector.setPort(port);
        server.addConnector(connector);
        audience = new Audience(lab.board());
        server.setHandler(new Routes(gate, lab, audience));
        try {
            server.start();
        } catch (IOException e) {
            threads.shutdownNow();
            throw new UncheckedIOException(
                    "expected port " + port + " of " + HERE + " to be free for the page; choose another with --port",
                    e);
        } catch (Exception e) {
            threads.shutdownNow();
            throw new IllegalStateException("the page's server did not start", e);
        }
        ticks = Threads.again("splitproof-web-news", PAUSE, audience::tell);
    }

    /** The page's address, which whoever is to use it has to know. */
    public String url() {
        return "http://" + HERE + ":" + connector.getLocalPort() + gate.prefix();
    }

    @Override
    public void close() {
        try {
            ticks.close();
            audience.tell();
            audience.end();
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the page's server did not stop", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
