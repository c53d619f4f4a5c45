package io.splitproof.run;

import io.lettuce.core.resource.ClientResources;
import io.splitproof.client.Client;
import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.Secret;
import io.splitproof.fault.Step;
import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.Journal;
import io.splitproof.history.RealTime;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Operation;
import io.splitproof.workload.Operations;
import io.splitproof.workload.Workload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** All clients of a run at work, each on a thread of its own. */
final class Load {
    private final RunClock clock;
    private final Journal journal;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong numbers = new AtomicLong();
    private final CountDownLatch ended;
    private final Map<String, Worker> workers = new LinkedHashMap<>();

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
        for (ClientSpec spec : workload.clients()) {
            var worker = new Worker(
                    spec,
                    workload.operations(spec),
                    at -> Client.of(at, deployment, resources, secret, clock, journal));
            workers.put(spec.name(), worker);
        }
        workers.values().forEach(threads::execute);
    }

    /** One client: a process with one connection and one operation at a time, which can be started anew. */
    private final class Worker implements Runnable {
        private final Operations operations;
        private final Function<ClientSpec, Client> opening;
        private volatile ClientSpec wanted;
        private volatile ClientSpec spec;
        private volatile Client client;
        private volatile boolean isDue;

        Worker(ClientSpec spec, Operations operations, Function<ClientSpec, Client> opening) {
            this.spec = spec;
            this.operations = operations;
            this.opening = opening;
            this.wanted = spec;
            this.client = opening.apply(spec);
        }

        @Override
        public void run() {
            long interval = spec.interval().toNanos();
            long intended = clock.nanos();
            try {
                while (!stopped.get()) {
                    clock.awaitNanos(intended);
                    renew();
                    if (!stopped.get()) {
                        perform(intended);
                    }
                    intended = nextSlot(intended, interval);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ended.countDown();
            }
        }

        /** A process that is started anew has lost its connection, and nothing else. */
        private void renew() {
            if (isDue) {
                ClientSpec now = wanted;
                client.close(now.equals(spec) ? "it was started anew" : "it was started anew with another address");
                client = opening.apply(now);
                spec = now;
                isDue = false;
            }
        }

        private void perform(long intended) {
            long op = numbers.incrementAndGet();
            Operation operation = operations.next(clock.nanos());
            journal.append(new Invoked(
                    clock.nanos(),
                    op,
                    spec.name(),
                    operation.kind(),
                    operation.key(),
                    operation.value(),
                    intended,
                    operation.action()));
            var outcome = client.perform(operation);
            journal.append(new Completed(clock.nanos(), op, outcome));
            operations.ended(operation, outcome);
        }
    }

    /** The next slot that is not over yet: slots missed during a slow operation are not made up for in a burst. */
    private long nextSlot(long intended, long interval) {
        long missed = Math.max(0, (clock.nanos() - intended) / interval);
        return intended + Math.max(1, missed) * interval;
    }

    /** Starts a client anew with that address, after the operation that it has under way. */
    void point(Step.Point point) {
        Worker worker = worker(point.client());
        worker.wanted = point.through() == null
                ? worker.wanted.at(point.node(), point.sentinels())
                : worker.wanted.goingThrough(point.through());
        worker.isDue = true;
    }

    /** Whether a client has done what {@link #point} asked for last. */
    boolean isPointed(String client) {
        return !worker(client).isDue;
    }

    private Worker worker(String client) {
        return Objects.requireNonNull(workers.get(client), client);
    }

    /** Lets every client finish its operation under way, within a limit, and closes them. */
    void stop(RealTime limit) throws InterruptedException {
        stopped.set(true);
        try {
            ended.await(limit.nanos(), TimeUnit.NANOSECONDS);
        } finally {
            workers.values().forEach(w -> w.client.close());
        }
    }
}
