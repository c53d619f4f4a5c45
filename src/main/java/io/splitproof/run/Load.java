package io.splitproof.run;

import io.lettuce.core.resource.ClientResources;
import io.splitproof.client.LedgerClient;
import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.Secret;
import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.Journal;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Operation;
import io.splitproof.workload.Workload;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** All clients of a run at work, each on a thread of its own. */
final class Load {
    private final RunClock clock;
    private final Journal journal;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong operations = new AtomicLong();
    private final CountDownLatch ended;
    private final List<LedgerClient> clients;

    /** Opens the clients and starts them; each connects with its first operation. */
    Load(
            Workload workload,
            Deployment deployment,
            ClientResources resources,
            Secret secret,
            RunClock clock,
            Journal journal,
            ThreadPoolExecutor threads) {
        this.clock = clock;
        this.journal = journal;
        this.ended = new CountDownLatch(workload.clients().size());
        this.clients = workload.clients().stream()
                .map(spec -> new LedgerClient(spec, deployment, resources, secret, clock, journal))
                .toList();
        for (int i = 0; i < clients.size(); i++) {
            ClientSpec spec = workload.clients().get(i);
            LedgerClient client = clients.get(i);
            threads.execute(() -> work(workload, spec, client));
        }
    }

    private void work(Workload workload, ClientSpec spec, LedgerClient client) {
        var next = workload.operations(spec);
        long interval = spec.interval().toNanos();
        long intended = clock.nanos();
        try {
            while (!stopped.get()) {
                clock.awaitNanos(intended);
                if (!stopped.get()) {
                    perform(spec, client, next.get(), intended);
                }
                intended = nextSlot(intended, interval);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /** The next slot that is not over yet: slots missed during a slow operation are not made up for in a burst. */
    private long nextSlot(long intended, long interval) {
        long missed = Math.max(0, (clock.nanos() - intended) / interval);
        return intended + Math.max(1, missed) * interval;
    }

    private void perform(ClientSpec spec, LedgerClient client, Operation operation, long intended) {
        long op = operations.incrementAndGet();
        journal.append(new Invoked(
                clock.nanos(), op, spec.name(), operation.kind(), operation.key(), operation.value(), intended));
        var outcome = client.perform(operation);
        journal.append(new Completed(clock.nanos(), op, outcome));
    }

    /** Lets every client finish its operation under way, within a limit, and closes them. */
    void stop(long limitMillis) throws InterruptedException {
        stopped.set(true);
        try {
            ended.await(limitMillis, TimeUnit.MILLISECONDS);
        } finally {
            clients.forEach(LedgerClient::close);
        }
    }
}
