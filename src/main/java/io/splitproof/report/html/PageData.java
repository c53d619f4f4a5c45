package io.splitproof.report.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page's pictures and lists are drawn from, as it stands in the page in JSON. Times are seconds of scenario time
 * to the millisecond; intervals are pairs of them.
 *
 * @param from when the load began: where the timeline begins unless it is zoomed out
 * @param to the last event
 * @param why what the headline says of the reason for losses
 * @param virtualIp which box had it from one change to the next: held, several or nobody; empty where there is none
 * @param stages a waterfall for each failover, and one for each return of an old primary
 * @param thinned what is not on the page in full, in sentences; empty where nothing was left out
 */
record PageData(
        double from,
        double to,
        String why,
        List<Mark> phases,
        List<Band> faults,
        List<Dual> duals,
        List<Span> virtualIp,
        List<NodeLane> nodes,
        Bins bins,
        List<ClientLane> clients,
        List<Waterfall> stages,
        Links links,
        List<Row> events,
        List<Setting> settings,
        List<String> thinned) {

    /** A moment with a name. */
    record Mark(double at, String name, String text) {}

    /** A time with a name; {@code count} is how many operations lie in it, 0 where that has no meaning. */
    record Span(double from, double to, String name, String text, long count) {}

    /** A fault from the first call that applied it to the first that healed it, or to the end. */
    record Band(String id, String words, double from, double to, boolean healed) {}

    /** A time in which two nodes acknowledged writes. */
    record Dual(double from, double to, String loser, String winner, long writes) {}

    /**
     * One node.
     *
     * @param roles what it said of itself: primary, replica or unreachable; of a Sentinel, when it saw the primary down; of
     *     a balancer, where it leads
     * @param acknowledged stretches in which it acknowledged writes of clients
     * @param lost stretches of those writes that are gone
     * @param refused times in which the write probe was refused though the node was there, by the word of the answer
     * @param marks a Sentinel's messages
     */
    record NodeLane(
            String name,
            boolean sentinel,
            String group,
            List<Span> roles,
            List<Span> acknowledged,
            List<Span> lost,
            List<Span> refused,
            List<Mark> marks) {}

    /** How operations are counted: {@code count} bins of {@code width} seconds from {@code from} on. */
    record Bins(double from, double width, int count) {}

    /**
     * One client; each list has a count for each bin, by the operation's end.
     *
     * @param what it does, such as {@code writes, 100 a second}
     * @param lost acknowledged writes that are gone, which are among {@code ok}
     * @param outage its longest time without a success; null if it was never without one
     */
    record ClientLane(
            String name,
            String what,
            List<Integer> ok,
            List<Integer> indeterminate,
            List<Integer> rejected,
            List<Integer> lost,
            @Nullable Span outage) {}

    /** Times since the moment {@code base}, each beside its forecast. */
    record Waterfall(String title, String since, double base, List<Stage> rows) {}

    /** @param words the time and the forecast as the tables give them */
    record Stage(
            String name,
            @Nullable Double seen,
            @Nullable Double lower,
            @Nullable Double upper,
            String words,
            String forecast) {}

    /**
     * The directed links between boxes, from one change to the next.
     *
     * @param clients indices of the boxes without nodes, between which there is no link
     */
    record Links(List<String> boxes, List<Integer> clients, List<LinkTime> times) {}

    record LinkTime(double from, double to, List<LinkState> broken) {}

    /**
     * A link that is not as it should be.
     *
     * @param from index of a box
     * @param state cut, slow, or replies (which are lost)
     * @param text the faults, and what probes through it showed meanwhile
     */
    record LinkState(int from, int to, String state, String text) {}

    /** A line of the list of events. */
    record Row(double at, String kind, String who, String text) {}

    /** @param values each value with those that have it */
    record Setting(String name, List<Value> values) {}

    record Value(String value, String of) {}

    static double seconds(long nanos) {
        return Math.round(nanos / 1e6) / 1e3;
    }
}
