package io.splitproof.deployment;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** How the harness reaches ports inside a box. */
public enum Reach {
    /**
     * At the box's address in the run's network: a closed proxy is a true refusal, and nothing stands between. Only
     * where this machine itself owns the network's gateway.
     */
    BRIDGE,
    /** At ports published on 127.0.0.1. Portable, but the engine's forwarder accepts before the box does. */
    PUBLISHED;

    /**
     * The best way for a network.
     *
     * <p>A rootless or remote engine, or one in a virtual machine, keeps its bridges elsewhere: then no interface of
     * this machine has the gateway's address.
     */
    static Reach of(@Nullable String gateway) {
        String forced = System.getenv("SPLITPROOF_REACH");
        if (forced != null && !forced.isBlank()) {
            return valueOf(forced.trim().toUpperCase(java.util.Locale.ROOT));
        }
        try {
            boolean ours = gateway != null
                    && !gateway.isEmpty()
                    && NetworkInterface.getByInetAddress(InetAddress.getByName(gateway)) != null;
            return ours ? BRIDGE : PUBLISHED;
        } catch (SocketException | UnknownHostException e) {
            return PUBLISHED;
        }
    }
}
