package io.splitproof.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** This machine's engine as one that was seen on a real machine: it never answers a request to remove a container. */
final class HoldingEngine implements AutoCloseable {
    private static final String REMOVAL = "DELETE /containers/";

    private final Path socket;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "holding-engine");
        thread.setDaemon(true);
        return thread;
    });

    /** @param socket at which the machine's own engine answers */
    HoldingEngine(Path socket) {
        this.socket = socket;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::serve);
    }

    /** What DOCKER_HOST has to be. */
    String address() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                Socket caller = server.accept();
                SocketChannel engine = SocketChannel.open(StandardProtocolFamily.UNIX);
                engine.connect(UnixDomainSocketAddress.of(socket));
                threads.execute(() -> ask(caller, engine));
                threads.execute(() -> answer(engine, caller));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void ask(Socket caller, SocketChannel engine) {
        try (engine) {
            byte[] bytes = new byte[65_536];
            int count = caller.getInputStream().read(bytes);
            while (count >= 0) {
                if (!new String(bytes, 0, count, StandardCharsets.UTF_8).startsWith(REMOVAL)) {
                    var rest = ByteBuffer.wrap(bytes, 0, count);
                    while (rest.hasRemaining()) {
                        engine.write(rest);
                    }
                }
                count = caller.getInputStream().read(bytes);
            }
        } catch (IOException e) {
            // One side has left.
        }
    }

    private static void answer(SocketChannel engine, Socket caller) {
        try (caller) {
            Channels.newInputStream(engine).transferTo(caller.getOutputStream());
        } catch (IOException e) {
            // One side has left.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
