package io.splitproof.lab.web;

import io.splitproof.lab.Board;
import io.splitproof.lab.Line;
import io.splitproof.lab.Snapshot;
import io.splitproof.store.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;

/** Every page that is open, each of which is sent what is new several times a second: Server-Sent Events. Thread-safe. */
final class Audience {
    /** A page that is opened late is sent so many lines of the past. */
    private static final int PAST = 300;

    private final Board board;
    private final List<Viewer> viewers = new ArrayList<>();

    Audience(Board board) {
        this.board = board;
    }

    /** What one message holds. */
    private record News(Snapshot now, List<Line> lines) {}

    /** One page; its connection is written to by one message at a time. */
    private static final class Viewer implements Callback {
        private final Content.Sink sink;
        private final Callback whole;
        private int told;
        private boolean isBusy;
        private boolean isGone;

        Viewer(Content.Sink sink, Callback whole, int told) {
            this.sink = sink;
            this.whole = whole;
            this.told = told;
        }

        @Override
        public synchronized void succeeded() {
            isBusy = false;
        }

        @Override
        public synchronized void failed(Throwable failure) {
            isGone = true;
            whole.failed(failure);
        }

        /** False while the message before is still under way: what is missed is in the next one. */
        private synchronized boolean takes() {
            boolean takes = !isBusy && !isGone;
            isBusy = isBusy || takes;
            return takes;
        }

        private synchronized boolean isGone() {
            return isGone;
        }

        private void send(String message) {
            sink.write(false, ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)), this);
        }

        private void end() {
            byte[] last = "event: end\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);
            sink.write(true, ByteBuffer.wrap(last), whole);
        }
    }

    /** Adds a page whose response has begun; the callback is completed when it has left or all is over. */
    synchronized void add(Content.Sink sink, Callback whole) {
        viewers.add(new Viewer(sink, whole, Math.max(0, board.newest() - PAST)));
    }

    /** Sends every page what is new. */
    synchronized void tell() {
        viewers.removeIf(Viewer::isGone);
        Snapshot now = board.snapshot();
        for (Viewer viewer : viewers) {
            if (viewer.takes()) {
                List<Line> lines = board.after(viewer.told);
                viewer.told = lines.isEmpty()
                        ? viewer.told
                        : lines.get(lines.size() - 1).number();
                viewer.send("data: " + Json.forScripts(new News(now, lines)) + "\n\n");
            }
        }
    }

    /** Tells every page that the session is over. */
    synchronized void end() {
        viewers.stream().filter(Viewer::takes).forEach(Viewer::end);
        viewers.clear();
    }
}
