package io.splitproof.engine;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.StatsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the containers of this process's runs use now.
 *
 * @param containers that run
 * @param bytes of memory, as the engine accounts for it: without file caches that the kernel can drop at once
 */
public record Usage(int containers, long bytes) {
    private static final int ANSWER_SECONDS = 30;

    /**
     * Asks the engine about each container.
     *
     * @param executor asks about several at once: the engine takes a second or two for each
     * @throws IllegalStateException if it does not tell the memory of one of them
     */
    public static Usage now(Engine engine, Executor executor) {
        String owner = Owner.current().label();
        List<Container> running =
                engine.client().listContainersCmd().withLabelFilter(List.of(Leases.RUN)).exec().stream()
                        .filter(c -> owner.equals(c.getLabels().get(Leases.OWNER)))
                        .toList();
        List<CompletableFuture<OptionalLong>> answers = running.stream()
                .map(c -> CompletableFuture.supplyAsync(() -> bytes(stats(engine, c.getId())), executor))
                .toList();
        long silent = answers.stream().filter(a -> a.join().isEmpty()).count();
        if (silent > 0) {
            throw new IllegalStateException("the engine should tell how much memory each of " + running.size()
                    + " containers uses, but it does not for " + silent + "; does it account for memory?");
        }
        return new Usage(
                running.size(),
                answers.stream().mapToLong(a -> a.join().orElseThrow()).sum());
    }

    private static Statistics stats(Engine engine, String id) {
        var answer = new AtomicReference<>(new Statistics());
        try (var callback = new ResultCallback.Adapter<Statistics>() {
            @Override
            public void onNext(Statistics statistics) {
                answer.set(statistics);
            }
        }) {
            engine.client()
                    .statsCmd(id)
                    .withNoStream(true)
                    .exec(callback)
                    .awaitCompletion(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("reading how much memory " + id + " uses", e);
        }
        return Objects.requireNonNull(answer.get());
    }

    /** As {@code docker stats} has it; caches have one name in control groups of version 1 and another in version 2. */
    static OptionalLong bytes(Statistics statistics) {
        MemoryStatsConfig memory = statistics.getMemoryStats();
        if (memory == null || memory.getUsage() == null) {
            return OptionalLong.empty();
        }
        StatsConfig parts = memory.getStats();
        Long cache = null;
        if (parts != null) {
            cache = parts.getTotalInactiveFile() == null ? parts.getInactiveFile() : parts.getTotalInactiveFile();
        }
        long used = memory.getUsage();
        return OptionalLong.of(cache == null || cache > used ? used : used - cache);
    }
}
