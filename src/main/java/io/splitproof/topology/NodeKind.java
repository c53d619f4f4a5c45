package io.splitproof.topology;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a node runs. */
public enum NodeKind {
    REDIS("redis", 6379, true),
    SENTINEL("sentinel", 26_379, true),
    /** Holds the virtual IP where its VRRP router is master. */
    KEEPALIVED("keepalived", 8_112, false),
    /** Corosync and Pacemaker, which place the virtual IP. */
    PACEMAKER("pacemaker", 5_405, false),
    /** A balancer: writes at its first port, reads at the next. */
    HAPROXY("haproxy", 7_379, true),
    POSTGRES("postgres", 5_432, true);

    private final String word;
    private final int port;
    private final boolean listens;

    NodeKind(String word, int port, boolean listens) {
        this.word = word;
        this.port = port;
        this.listens = listens;
    }

    /** How names of such nodes begin. */
    public String word() {
        return word;
    }

    /** The port of the first such node of a box; others follow it. */
    public int firstPort() {
        return port;
    }

    /** True if others connect to its port by TCP, through the proxies of their boxes. */
    public boolean listens() {
        return listens;
    }

    /** True for what stands around Redis: neither Redis nor its Sentinel, and on the machine's own time always. */
    public boolean isPart() {
        return this != REDIS && this != SENTINEL;
    }

    /** The kind that a node's name or a word begins with. */
    public static Optional<NodeKind> of(String name) {
        return Arrays.stream(values()).filter(k -> name.startsWith(k.word)).findFirst();
    }

    /** The words of all kinds. */
    public static List<String> words() {
        return Arrays.stream(values()).map(NodeKind::word).toList();
    }
}
