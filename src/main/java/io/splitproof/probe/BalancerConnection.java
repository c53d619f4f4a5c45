package io.splitproof.probe;

import io.splitproof.deployment.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a balancer for its statistics, past every proxy that a fault can touch. Real time. */
final class BalancerConnection {
    private final HostPort statistics;

    BalancerConnection(HostPort statistics) {
        this.statistics = statistics;
    }

    /** The statistics at this moment; empty if the balancer does not answer in time, or something else does. */
    Optional<BalancerStatistics> ask() {
        int limit = Math.toIntExact(Plane.LIMIT.toMillis());
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(statistics.host(), statistics.port()), limit);
            socket.setSoTimeout(limit);
            socket.getOutputStream().write("show stat\n".getBytes(StandardCharsets.US_ASCII));
            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(BalancerStatistics.parse(text));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
