package io.splitproof.checker;

import io.splitproof.history.Event;
import io.splitproof.history.Event.LinkProbed;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.history.Event.WriteProbed;
import io.splitproof.history.WriteAnswer;
import io.splitproof.topology.Node;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Follows an old primary after the heal. */
final class Rejoins {
    private Rejoins() {}

    static @Nullable Rejoin find(Evidence evidence, Episode episode, String node, List<SentinelMessage> messages) {
        Interval healed = episode.healed();
        if (healed == null) {
            return null;
        }
        long from = healed.fromNanos();
        return new Rejoin(
                node,
                from,
                reachable(evidence, node, messages, from),
                first(about(evidence, node, messages, "+convert-to-slave"), from),
                first(
                        evidence,
                        RoleSeen.class,
                        from,
                        r -> r.node().equals(node) && r.role().equals("slave")),
                first(
                        evidence,
                        WriteProbed.class,
                        from,
                        p -> p.node().equals(node) && p.answer() == WriteAnswer.READONLY),
                first(evidence, RoleSeen.class, from, r -> r.node().equals(node) && "connected".equals(r.link())));
    }

    private static @Nullable Long reachable(Evidence evidence, String node, List<SentinelMessage> messages, long from) {
        Long said = first(about(evidence, node, messages, "-sdown"), from);
        Long probed = first(evidence, LinkProbed.class, from, p -> p.toNode().equals(node) && p.answered());
        if (said == null || probed == null) {
            return said == null ? probed : said;
        }
        return Math.min(said, probed);
    }

    private static Stream<SentinelMessage> about(
            Evidence evidence, String node, List<SentinelMessage> messages, String channel) {
        Node wanted = evidence.topology().node(node);
        return messages.stream().filter(m -> m.is(channel) && wanted.address().equals(m.subject()));
    }

    private static @Nullable Long first(Stream<SentinelMessage> messages, long from) {
        return boxed(messages.mapToLong(SentinelMessage::atNanos).filter(t -> t >= from));
    }

    private static <E extends Event> @Nullable Long first(
            Evidence evidence, Class<E> kind, long from, Predicate<E> wanted) {
        return boxed(evidence.history()
                .of(kind)
                .filter(e -> e.atNanos() >= from)
                .filter(wanted)
                .mapToLong(Event::atNanos));
    }

    private static @Nullable Long boxed(LongStream times) {
        var first = times.findFirst();
        return first.isPresent() ? first.getAsLong() : null;
    }
}
