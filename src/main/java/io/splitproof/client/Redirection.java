package io.splitproof.client;

import io.splitproof.topology.Address;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node of a Cluster answers for a slot that it does not serve: MOVED names the node that has it, ASK the node
 * that is about to.
 */
record Redirection(Address to, boolean asking) {
    private static final Pattern REPLY = Pattern.compile("(MOVED|ASK) [0-9]+ ([^ ]+:[0-9]+)");

    /** The redirection in an error reply, or empty if it is another error. */
    static Optional<Redirection> of(Throwable thrown) {
        Matcher reply = REPLY.matcher(String.valueOf(thrown.getMessage()));
        return reply.lookingAt()
                ? Optional.of(new Redirection(
                        Address.parse(reply.group(2)), reply.group(1).equals("ASK")))
                : Optional.empty();
    }
}
