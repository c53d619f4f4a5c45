package io.splitproof.engine;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A place where an engine may answer, and what named it ("DOCKER_HOST", "context rootless", "usual socket"). */
public record Endpoint(URI uri, String origin) {
    /** True when the engine runs on this machine, so that published ports are on 127.0.0.1. */
    public boolean isLocal() {
        return !uri.getScheme().equals("tcp") && !uri.getScheme().startsWith("http");
    }

    /** The address under which published ports of containers are reached. */
    public String host() {
        return isLocal() ? "127.0.0.1" : uri.getHost();
    }

    /** Why nobody can listen here, or an empty string when somebody may. Costs a connect for a socket file. */
    String refusal() {
        if (uri.getScheme().equals("ssh")) {
            return "ssh endpoints are not supported; forward the socket and set DOCKER_HOST";
        }
        if (!uri.getScheme().equals("unix")) {
            return "";
        }
        Path socket = Path.of(uri.getPath());
        if (!Files.exists(socket)) {
            return "no such socket";
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return "";
        } catch (IOException | UnsupportedOperationException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public String toString() {
        return uri + " (" + origin + ")";
    }
}
