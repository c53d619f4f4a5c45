package io.splitproof.client;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.DnsResolvers;
import io.lettuce.core.resource.MappingSocketAddressResolver;
import io.splitproof.client.ReplyTable.Meaning;
import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.Secret;
import io.splitproof.history.Outcome;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Driver;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lettuce as applications use it: one connection that is opened once and looks after itself.
 *
 * <p>Nothing here closes or replaces the connection; how long a failover takes for such an application is what is to be
 * seen. Which node carried an operation is not known, and is not guessed. Its timers run in real time.
 *
 * <p>With the library's defaults a command that is under way when a connection breaks is sent again on the next
 * ({@code ClientOptions.replayFilter}, 6.6 and newer), so that even an error reply does not prove that the first sending
 * took no effect; and a write can be there twice. So every error is indeterminate then.
 *
 * <p>Used by one thread.
 */
final class DriverClient implements Carrier {
    /** The delay between two attempts to connect that the library's own documentation advises for such measurements. */
    private static final Duration RECONNECT = Duration.ofMillis(100);

    private final ClientSpec spec;
    private final Driver driver;
    private final RedisClient lettuce;
    private final RedisURI uri;
    private @Nullable StatefulRedisConnection<String, String> connection;

    DriverClient(ClientSpec spec, Driver driver, Deployment deployment, ClientResources shared, Secret secret) {
        this.spec = spec;
        this.driver = driver;
        boolean defaults = driver.settings() == Driver.Settings.DEFAULTS;
        var resources = shared.mutate()
                .reconnectDelay(defaults ? Delay.exponential() : Delay.constant(RECONNECT))
                .socketAddressResolver(MappingSocketAddressResolver.create(
                        DnsResolvers.UNRESOLVED, new AddressMap(deployment, spec.name())))
                .build();
        this.uri = uri(spec, deployment, secret);
        this.lettuce = RedisClient.create(resources);
        lettuce.setOptions(defaults ? ClientOptions.create() : recommended(spec.timeout()));
    }

    private static ClientOptions recommended(Duration limit) {
        return ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true)
                .socketOptions(SocketOptions.builder().connectTimeout(limit).build())
                .timeoutOptions(TimeoutOptions.enabled(limit))
                .build();
    }

    private static RedisURI uri(ClientSpec spec, Deployment deployment, Secret secret) {
        var topology = deployment.topology();
        var builder = RedisURI.builder()
                .withTimeout(spec.timeout())
                .withPassword(secret.reveal().toCharArray())
                .withSentinelMasterId(topology.watchedFor(spec.name()).name());
        for (String sentinel : spec.sentinels()) {
            var address = topology.node(sentinel).address();
            builder.withSentinel(address.host(), address.port(), secret.reveal());
        }
        RedisURI uri = builder.build();
        uri.getSentinels().forEach(s -> s.setTimeout(spec.timeout()));
        return uri;
    }

    @Override
    public ClientSpec spec() {
        return spec;
    }

    @Override
    public Outcome carry(String key, Command command) {
        try {
            return new Outcome.Ok(command.send(open().sync()), null);
        } catch (NotConnected e) {
            return new Outcome.Fail(ReplyTable.code(e), null);
        } catch (RuntimeException e) {
            boolean certain = driver.settings() != Driver.Settings.DEFAULTS
                    && ReplyTable.of(e).meaning() == Meaning.FAIL;
            return certain ? new Outcome.Fail(ReplyTable.code(e), null) : new Outcome.Info(ReplyTable.code(e), null);
        }
    }

    private StatefulRedisConnection<String, String> open() {
        var open = connection;
        if (open == null) {
            open = connect();
            connection = open;
        }
        return open;
    }

    private StatefulRedisConnection<String, String> connect() {
        try {
            return driver.mode() == Driver.Mode.LETTUCE_SENTINEL
                    ? lettuce.connect(StringCodec.UTF8, uri)
                    : MasterReplica.connect(lettuce, StringCodec.UTF8, uri);
        } catch (RuntimeException e) {
            throw new NotConnected(String.valueOf(e.getMessage()), e);
        }
    }

    /** An operation that is under way ends with an error, however long its own limit is. */
    @Override
    public void close(String reason) {
        var open = connection;
        if (open != null) {
            var unused = open.closeAsync();
        }
        lettuce.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
