package io.splitproof.engine;

import java.util.Map;

/** A container, network or volume that some run made, with its labels. */
record Resource(Kind kind, String id, String name, Map<String, String> labels) {
    /** In the order of removal: a network or volume goes only after the containers that use it. */
    enum Kind {
        CONTAINER,
        NETWORK,
        VOLUME
    }

    String run() {
        return labels.getOrDefault(Leases.RUN, "");
    }

    boolean isKept() {
        return "true".equals(labels.get(Leases.KEEP));
    }

    String owner() {
        return labels.getOrDefault(Leases.OWNER, "");
    }
}
