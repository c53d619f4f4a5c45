package io.splitproof.trial;

import io.splitproof.engine.Engine;
import io.splitproof.engine.ImageUnavailable;
import io.splitproof.engine.Images;
import io.splitproof.engine.Provision;
import io.splitproof.run.Threads;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Which servers can be had on this machine. */
public final class Servers {
    private static final int CALLS = 2;

    private Servers() {}

    /**
     * Those whose image is here, can be pulled or can be built.
     *
     * @param skipped is told of each other one, with the reason
     */
    public static List<String> available(List<String> servers, Provision provision, Consumer<String> skipped) {
        var calls = Threads.bounded("splitproof-setup", CALLS);
        try (var engine = Engine.connect(provision, skipped)) {
            var images = new Images(engine, provision, calls, skipped);
            return servers.stream()
                    .filter(server -> {
                        Optional<String> obstacle = obstacle(images, server);
                        obstacle.ifPresent(why -> skipped.accept("skipped " + server + ": " + why));
                        return obstacle.isEmpty();
                    })
                    .collect(Collectors.toUnmodifiableList());
        } finally {
            calls.shutdownNow();
        }
    }

    private static Optional<String> obstacle(Images images, String server) {
        try {
            images.resolve(server);
            return Optional.empty();
        } catch (ImageUnavailable e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
