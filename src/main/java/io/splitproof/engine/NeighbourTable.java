package io.splitproof.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The kernel's table of link-layer addresses, one for all network namespaces of a machine.
 *
 * <p>Boxes that all talk to one another have an entry for each pair. When more than {@code gc_thresh3} are in use, packets
 * to further neighbours are dropped (net/core/neighbour.c, neigh_alloc), which looks like a network that fails at random.
 */
public final class NeighbourTable {
    private static final String HARD = "/proc/sys/net/ipv4/neigh/default/gc_thresh3";
    private static final String SOFT = "/proc/sys/net/ipv4/neigh/default/gc_thresh2";

    /** What the kernel allows of itself (arp(7)); less of it loses packets on any machine with containers. */
    private static final int DEFAULT = 1024;

    private NeighbourTable() {}

    /**
     * Sees to it that the machine of an engine has room for the neighbours of so many boxes; where it cannot, it says
     * what to do. Above the soft limit the kernel sweeps every 5 s, so that both are raised. They stay so until the
     * machine starts anew.
     */
    public static void makeRoom(Engine engine, Provision provision, int boxes, Consumer<String> progress) {
        if (engine.endpoint().isLocal()) {
            makeRoom(engine.machine(), provision, boxes, progress);
        }
    }

    static void makeRoom(Machine machine, Provision provision, int boxes, Consumer<String> progress) {
        // Each box also has the gateway, and the gateway has each box; as much again is for others.
        int wanted = Math.max(DEFAULT, 2 * boxes * (boxes + 1));
        Path hard = machine.at(HARD);
        try {
            // Elsewhere than on Linux there is no such file, and the engine's own machine cannot be seen.
            if (!Files.exists(hard) || read(hard) >= wanted) {
                return;
            }
            if (provision == Provision.NEVER || !machine.isRoot()) {
                progress.accept(boxes + " boxes need more neighbours than " + HARD
                        + " allows; packets may be lost. As root: sysctl -w net.ipv4.neigh.default.gc_thresh2=" + wanted
                        + " net.ipv4.neigh.default.gc_thresh3=" + wanted);
                return;
            }
            Files.writeString(hard, String.valueOf(wanted));
            Files.writeString(machine.at(SOFT), String.valueOf(wanted));
            progress.accept("set net.ipv4.neigh.default.gc_thresh2 and gc_thresh3 to " + wanted + " for " + boxes
                    + " boxes that all talk to one another");
        } catch (IOException | NumberFormatException e) {
            progress.accept("the kernel's neighbour table cannot be sized for " + boxes + " boxes: " + e.getMessage());
        }
    }

    /** The kernel gives such a file to one read alone, however little that takes; Files.readString takes a byte first. */
    private static int read(Path limit) throws IOException {
        try (var reader = Files.newBufferedReader(limit)) {
            return Integer.parseInt(String.valueOf(reader.readLine()).strip());
        }
    }
}
