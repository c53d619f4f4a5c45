package io.splitproof.client;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server that speaks RESP2 and says what a test tells it to, so that the real client library meets real bytes. */
public final class FakeRedis implements Closeable {
    /** Says nothing, and keeps the connection. */
    public static final String SILENCE = "";
    /** Ends the connection without a reply. */
    public static final String HANG_UP = "hang up";

    private final ServerSocket socket;
    private final Function<List<String>, String> answers;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();

    /** @param answers raw replies to commands other than the handshake's, such as {@code :1} */
    public FakeRedis(Function<List<String>, String> answers) {
        this.answers = answers;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** The commands that were answered by the test, in words. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                open.add(connection);
                threads.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket connection) {
        try (connection;
                var in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
            for (List<String> command = read(in); !command.isEmpty(); command = read(in)) {
                String reply = answer(command);
                if (reply.equals(HANG_UP)) {
                    return;
                } else if (!reply.equals(SILENCE)) {
                    connection.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    connection.getOutputStream().flush();
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static List<String> read(BufferedReader in) throws IOException {
        String head = in.readLine();
        var words = new ArrayList<String>();
        for (int i = 0; head != null && i < Integer.parseInt(head.substring(1)); i++) {
            in.readLine();
            words.add(String.valueOf(in.readLine()));
        }
        return words;
    }

    private String answer(List<String> command) {
        boolean names = command.get(0).equals("AUTH") && command.size() > 2;
        return names ? asTold(command) : handshake(command);
    }

    private String asTold(List<String> command) {
        commands.add(String.join(" ", command));
        return answers.apply(command);
    }

    /** The client library's own commands; it has a password and no user name. */
    private String handshake(List<String> command) {
        return switch (command.get(0).toUpperCase(Locale.ROOT)) {
            case "HELLO", "CLIENT" -> "-ERR unknown command '" + command.get(0) + "'";
            case "AUTH" -> "+OK";
            case "PING" -> "+PONG";
            default -> asTold(command);
        };
    }

    /** Breaks every connection. */
    public void hangUp() {
        open.forEach(FakeRedis::close);
    }

    private static void close(Socket connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        hangUp();
        threads.shutdownNow();
    }
}
