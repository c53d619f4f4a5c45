package io.splitproof.store;

import io.splitproof.checker.Objective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads objectives: a word, or a word with its limit. */
final class ObjectiveReader {
    private static final Map<String, Objective> PLAIN = Stream.of(
                    new Objective.FailoverWithinForecast(),
                    new Objective.NoFailover(),
                    new Objective.NoSplitBrain(),
                    new Objective.SplitBrainWithinForecast(),
                    new Objective.NoLostWrites(),
                    new Objective.LostWrites(),
                    new Objective.LostWritesWithinForecast(),
                    new Objective.NoPhantomWrites(),
                    new Objective.MonotonicReads(),
                    new Objective.NoLateWrites(),
                    new Objective.NoRevokedTokenAccepted(),
                    new Objective.RevokedTokensAccepted(),
                    new Objective.NoEndedSessionAccepted(),
                    new Objective.EndedSessionsAccepted(),
                    new Objective.ReLogins(),
                    new Objective.RequestsOverLimit())
            .collect(Collectors.toMap(Objective::id, o -> o));

    private static final Map<String, Function<Duration, Objective>> LIMITED = Stream.<Function<Duration, Objective>>of(
                    Objective.FailoverWithin::new,
                    Objective.LossWindowWithin::new,
                    Objective.RecoveryPointWithin::new,
                    Objective.WritesStopWithin::new,
                    Objective.StalenessWithin::new,
                    Objective.StaleProfilesWithin::new,
                    limit -> new Objective.OutageWithin(null, limit),
                    limit -> new Objective.ErrorsWithin(null, limit))
            .collect(Collectors.toMap(o -> o.apply(Duration.ofSeconds(1)).id(), o -> o));

    private static final Map<String, LongFunction<Objective>> COUNTED = Stream.<LongFunction<Objective>>of(
                    Objective.ReLoginsWithin::new, Objective.RequestsOverLimitWithin::new)
            .collect(Collectors.toMap(o -> o.apply(0).id(), o -> o));

    private static final String SERVED_AT_LEAST = new Objective.ServedAtLeast(100).id();
    private static final String NEVER_SERVED = new Objective.NeverServed("").id();
    private static final String ERRORS = new Objective.ErrorsWithin(null, Duration.ZERO).id();
    private static final String REFUSED = new Objective.RefusedBeforeChange("").id();

    private final Names names;
    private final boolean readers;
    private final Problems problems;

    /**
     * @param readers whether any client reads
     */
    ObjectiveReader(Names names, boolean readers, Problems problems) {
        this.names = names;
        this.readers = readers;
        this.problems = problems;
    }

    List<Objective> read(Yaml objectives) {
        var read = new ArrayList<Objective>();
        for (Yaml item : objectives.items()) {
            Optional<Objective> objective = item.isMapping() ? limited(item) : plain(item);
            objective.ifPresent(o -> {
                checkReaders(o, item);
                read.add(o);
            });
        }
        return read;
    }

    private static Optional<Objective> plain(Yaml item) {
        return item.text().map(PLAIN::get);
    }

    private Optional<Objective> limited(Yaml item) {
        return item.entries().stream().findFirst().flatMap(entry -> {
            Yaml value = entry.value();
            if (value.isMapping()) {
                return ofClient(entry.key(), value);
            }
            if (entry.key().equals(NEVER_SERVED)) {
                checkClient(value);
                return value.text().map(Objective.NeverServed::new);
            }
            if (entry.key().equals(SERVED_AT_LEAST)) {
                return value.text().flatMap(Quantities::percent).map(Objective.ServedAtLeast::new);
            }
            if (COUNTED.containsKey(entry.key())) {
                return value.text()
                        .flatMap(Quantities::count)
                        .map(n -> COUNTED.get(entry.key()).apply(n));
            }
            if (entry.key().equals(REFUSED)) {
                return value.text().map(Objective.RefusedBeforeChange::new);
            }
            Optional<Function<Duration, Objective>> objective = Optional.ofNullable(LIMITED.get(entry.key()));
            return value.text().flatMap(Quantities::time).flatMap(limit -> objective.map(o -> o.apply(limit)));
        });
    }

    /** One that has a limit for one client, where the value is a mapping. */
    private Optional<Objective> ofClient(String word, Yaml value) {
        value.get("client").ifPresent(this::checkClient);
        @Nullable String client = value.text("client").orElse(null);
        return value.text("limit")
                .flatMap(Quantities::time)
                .map(limit -> word.equals(ERRORS)
                        ? new Objective.ErrorsWithin(client, limit)
                        : new Objective.OutageWithin(client, limit));
    }

    private void checkClient(Yaml client) {
        client.text()
                .filter(name -> !names.clients().contains(name))
                .ifPresent(name -> problems.add(
                        client.line(), Nearest.unknown("client", name, names.clients(), "this scenario has ")));
    }

    private void checkReaders(Objective objective, Yaml item) {
        boolean needsReaders =
                objective instanceof Objective.MonotonicReads || objective instanceof Objective.StalenessWithin;
        if (needsReaders && !readers) {
            problems.add(
                    item.line(),
                    "expected a client that reads for " + objective.id() + ", but none does; add one such as r1:"
                            + " {reads: 10/s}");
        }
    }
}
