package io.splitproof.store;

import io.splitproof.fault.ScheduledBackup;
import io.splitproof.topology.NodeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the backups of a scenario file. */
final class BackupReader {
    private final Names names;
    private final Problems problems;

    BackupReader(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    List<ScheduledBackup> read(Yaml backups, Optional<Duration> end) {
        var read = new ArrayList<ScheduledBackup>();
        for (Yaml item : backups.items()) {
            Optional<Duration> at = item.text("at").flatMap(Quantities::time);
            at.filter(a -> end.filter(e -> a.compareTo(e) >= 0).isPresent())
                    .ifPresent(a -> problems.add(
                            item.line(),
                            "expected a backup before the end at "
                                    + end.map(Quantities::words).orElse("") + ", but it begins at "
                                    + Quantities.words(a)));
            Optional<String> node = item.get("node").flatMap(this::node);
            if (at.isPresent() && node.isPresent()) {
                read.add(new ScheduledBackup(at.get(), node.get()));
            }
        }
        return read;
    }

    private Optional<String> node(Yaml named) {
        List<String> redis = names.nodes(NodeKind.REDIS);
        named.text()
                .filter(name -> !redis.contains(name))
                .ifPresent(name -> problems.add(
                        named.line(), Nearest.unknown("node", name, redis, "the Redis nodes of this topology are ")));
        return named.text().filter(redis::contains);
    }
}
