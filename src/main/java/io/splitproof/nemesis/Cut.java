package io.splitproof.nemesis;

import io.splitproof.deployment.Block.Stream;
import io.splitproof.deployment.Proxy;
import io.splitproof.topology.Link;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One stream of one proxy that a fault blocks.
 *
 * <p>A directed cut {@code a -> b} blocks what {@code a} sends on connections that it opened (upstream of a's proxies
 * to b) and on connections that b opened (downstream of b's proxies to a).
 */
record Cut(Proxy proxy, Stream stream) {
    /** The streams that carry bytes over the given links. */
    static List<Cut> of(Set<Link> links, List<Proxy> proxies) {
        var cuts = new ArrayList<Cut>();
        for (Proxy proxy : proxies) {
            var there = new Link(proxy.box(), proxy.toBox());
            if (links.contains(there)) {
                cuts.add(new Cut(proxy, Stream.UPSTREAM));
            }
            if (links.contains(there.reversed())) {
                cuts.add(new Cut(proxy, Stream.DOWNSTREAM));
            }
        }
        return List.copyOf(cuts);
    }

    /** The replies to requests from one box to another. */
    static List<Cut> replies(String from, String to, List<Proxy> proxies) {
        return proxies.stream()
                .filter(p -> p.box().equals(from) && p.toBox().equals(to))
                .map(p -> new Cut(p, Stream.DOWNSTREAM))
                .toList();
    }

    static Set<Proxy> proxies(List<Cut> cuts) {
        var proxies = new LinkedHashSet<Proxy>();
        cuts.forEach(c -> proxies.add(c.proxy()));
        return proxies;
    }
}
