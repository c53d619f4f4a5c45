package io.splitproof.store;

import io.splitproof.topology.Cluster;
import io.splitproof.topology.Slots;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClusterUse;
import io.splitproof.workload.ClusterUse.Keys;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how a client uses a Cluster: its shard, its slot, its keys, and whether it knows of Clusters at all. */
final class ClusterUseReader {
    private static final List<String> WORDS = List.of("shard", "slots", "keys", "unaware");

    private final Names names;
    private final @Nullable Cluster cluster;
    private final Problems problems;

    ClusterUseReader(Names names, Topology topology, Problems problems) {
        this.names = names;
        this.cluster = topology.cluster();
        this.problems = problems;
    }

    /** How the client uses the Cluster, or null where the topology is none. */
    @Nullable
    ClusterUse read(Yaml.Entry entry) {
        Yaml client = entry.value();
        if (cluster == null) {
            WORDS.forEach(word -> client.get(word)
                    .ifPresent(y -> problems.add(
                            y.line(), "expected no \"" + word + "\" where the topology is no Cluster; drop it")));
            return null;
        }
        boolean aware = client.text("unaware").filter("true"::equals).isEmpty();
        checkNode(entry, aware);
        Keys keys = Arrays.stream(Keys.values())
                .filter(k -> client.text("keys").filter(word(k)::equals).isPresent())
                .findFirst()
                .orElse(Keys.ONE);
        String shard = names.shardOf(entry.key()).orElse("");
        return slotsOf(shard, entry)
                .map(slots -> new ClusterUse(shard, ClusterUse.tagIn(within(client, slots), entry.key()), aware, keys))
                .orElse(null);
    }

    private static String word(Keys keys) {
        return keys.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void checkNode(Yaml.Entry entry, boolean aware) {
        Yaml client = entry.value();
        boolean outside = client.has("sentinels")
                || client.text("node").filter(names.outside()::contains).isPresent();
        if (outside && !aware) {
            problems.add(
                    entry.line(),
                    "expected a client that knows of Clusters where it begins outside of one, but " + entry.key()
                            + " is unaware; drop it");
        } else if (!outside && aware && client.has("node") && client.has("writes")) {
            problems.add(
                    entry.line(),
                    "expected no node for a client that looks up who has its slot, but " + entry.key()
                            + " names one; drop it, or write unaware: true");
        } else if (!aware && !client.has("node")) {
            problems.add(
                    entry.line(),
                    "expected a node for a client that knows nothing of Clusters, but " + entry.key()
                            + " names none; add one such as node: redis-1");
        }
    }

    private Optional<Slots> slotsOf(String shard, Yaml.Entry entry) {
        Optional<Slots> slots = Optional.ofNullable(cluster).flatMap(c -> c.slotsOf(shard));
        if (slots.isEmpty() && entry.value().has("shard")) {
            problems.add(
                    entry.value().get("shard").map(Yaml::line).orElse(entry.line()),
                    names.joiningShards().contains(shard)
                            ? "expected a shard that has slots at boot, but " + shard + " joins with none"
                            : Nearest.unknown("shard", shard, names.shards(), "this topology has "));
        }
        return slots;
    }

    /** The slots that a client asks for, within those of its shard. */
    private Slots within(Yaml client, Slots shard) {
        Yaml asked = client.get("slots").orElse(null);
        String text = asked == null ? "" : asked.text().orElse("");
        if (asked == null || !text.matches("[0-9]{1,5}-[0-9]{1,5}")) {
            return shard; // the schema has told
        }
        int first = Integer.parseInt(text.substring(0, text.indexOf('-')));
        int last = Integer.parseInt(text.substring(text.indexOf('-') + 1));
        if (first > last || !shard.contains(first) || !shard.contains(last)) {
            problems.add(
                    asked.line(),
                    "expected a range of slots within those of the client's shard, " + shard + ", but found " + text);
            return shard;
        }
        return new Slots(first, last);
    }
}
