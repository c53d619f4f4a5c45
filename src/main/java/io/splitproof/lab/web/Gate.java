package io.splitproof.lab.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may speak to the page's server: whoever knows its address, which was printed in one terminal.
 *
 * <p>The address holds a token of this run. A page of another origin that a browser has open knows no token; and should it
 * learn one, its requests name its own origin, or, after a trick with DNS, a host that is not this one.
 */
final class Gate {
    private static final int BYTES = 16;

    private final String token;

    Gate() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        token = HexFormat.of().formatHex(bytes);
    }

    /** What a path of this server begins with. */
    String prefix() {
        return "/" + token + "/";
    }

    /** A request as far as it matters here; headers are null where they are missing. */
    record Knock(
            String method,
            String path,
            int port,
            @Nullable String host,
            @Nullable String origin) {}

    /** What the request asks for, below the prefix; empty for one that is not let in. */
    Optional<String> admit(Knock knock) {
        boolean known = startsWithToken(knock.path());
        boolean here = isHere(knock.host(), knock.port());
        boolean own = knock.origin() == null ? !isChange(knock.method()) : isOwn(knock.origin(), knock.port());
        return known && here && own ? Optional.of(knock.path().substring(prefix().length())) : Optional.empty();
    }

    private static boolean isChange(String method) {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    private boolean startsWithToken(String path) {
        int length = Math.min(path.length(), prefix().length());
        // It takes as long for a wrong token as for the right one.
        return MessageDigest.isEqual(
                path.substring(0, length).getBytes(StandardCharsets.UTF_8), prefix().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isHere(@Nullable String host, int port) {
        return ("127.0.0.1:" + port).equals(host) || ("localhost:" + port).equals(host);
    }

    private static boolean isOwn(String origin, int port) {
        return origin.startsWith("http://") && isHere(origin.substring("http://".length()), port);
    }
}
