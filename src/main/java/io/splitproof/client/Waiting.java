package io.splitproof.client;

import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import io.splitproof.history.Clock;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Wait;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a client waits for after a write, on the same connection. */
final class Waiting {
    private static final ProtocolKeyword WAITAOF = new ProtocolKeyword() {
        @Override
        public byte[] getBytes() {
            return "WAITAOF".getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String toString() {
            return "WAITAOF";
        }
    };

    private Waiting() {}

    /** Throws Unconfirmed if what is waited for did not come; the write before it took effect all the same. */
    static void await(RedisCommands<String, String> commands, Wait wait) {
        List<Long> wanted;
        List<Long> had;
        try {
            if (wait instanceof Wait.Disks disks) {
                wanted = List.of((long) disks.local(), (long) disks.replicas());
                had = waitAof(commands, disks);
            } else {
                wanted = List.of((long) wait.replicas());
                had = List.of(commands.waitForReplication(
                        wait.replicas(), wait.timeout().toMillis()));
            }
        } catch (RuntimeException e) {
            throw new Unconfirmed(wait.describe() + ": " + ReplyTable.code(e), e);
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (had.size() <= i || had.get(i) < wanted.get(i)) {
                throw new Unconfirmed(wait.describe() + ": only " + had, null);
            }
        }
    }

    private static List<Long> waitAof(RedisCommands<String, String> commands, Wait.Disks wait) {
        var arguments = new CommandArgs<>(StringCodec.UTF8)
                .add(wait.local())
                .add(wait.replicas())
                .add(wait.timeout().toMillis());
        List<Object> reply = commands.dispatch(WAITAOF, new NestedMultiOutput<>(StringCodec.UTF8), arguments);
        return reply == null
                ? List.of()
                : reply.stream().map(n -> Long.valueOf(String.valueOf(n))).toList();
    }

    /** A client's limits: what it waits for may take as long again as the server is told to wait. */
    static TimeoutOptions limits(ClientSpec spec, Clock clock) {
        Duration command = clock.real(spec.timeout()).span();
        Duration waiting = clock.real(spec.patience()).span();
        return TimeoutOptions.builder()
                .fixedTimeout(command)
                .timeoutSource(new TimeoutOptions.TimeoutSource() {
                    @Override
                    public long getTimeout(RedisCommand<?, ?, ?> sent) {
                        boolean waits = sent.getType() == CommandType.WAIT || sent.getType() == WAITAOF;
                        return (waits ? waiting : command).toNanos();
                    }

                    @Override
                    public TimeUnit getTimeUnit() {
                        return TimeUnit.NANOSECONDS;
                    }
                })
                .build();
    }
}
