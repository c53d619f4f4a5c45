package io.splitproof.lab;

import io.splitproof.fault.Target;
import io.splitproof.store.ScenarioDraft;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A command that breaks something or that an operator gives, in the words of a scenario file: each item is one fault or
 * one step. Whether names exist and times make sense, the reader of scenario files says.
 */
record Order(boolean isStep, List<Map<String, ?>> items) {
    private static final Set<String> PHYSICS = Set.of("blackhole", "stall", "refuse", "reset");
    private static final String ARROW = "->";

    /** Reads the words of a command whose verb orders something; throws Refused if they are not as its usage says. */
    static Order of(Verb verb, List<String> words, Topology topology) {
        return new Reader(verb, words, topology).read();
    }

    private static final class Reader {
        private final Verb verb;
        private final List<String> words;
        private final Topology topology;

        Reader(Verb verb, List<String> words, Topology topology) {
            this.verb = verb;
            this.words = new ArrayList<>(words);
            this.topology = topology;
        }

        Order read() {
            return switch (verb) {
                case KILL -> kill();
                case STOP, RESTART, PAUSE -> fault(words(verb.word(), some(words)));
                case CUT -> cut();
                case PARTITION -> partition();
                case ISOLATE -> isolate();
                case LOSE_REPLIES -> fault(words("lose-replies", link()));
                case DELAY -> delay();
                case THROTTLE -> throttle();
                case CLOCK -> clock();
                case FAILOVER -> failover();
                case PROMOTE -> step(words("promote", only()));
                case REPLICATE -> replicate();
                case POINT -> point();
                default -> throw new AssertionError(verb + " orders nothing");
            };
        }

        /** Keys and values in the order in which a person would write them. */
        private static Map<String, ?> words(Object... keysAndValues) {
            var words = new LinkedHashMap<String, Object>();
            for (int i = 0; i < keysAndValues.length; i += 2) {
                words.put((String) keysAndValues[i], keysAndValues[i + 1]);
            }
            return words;
        }

        private static Order fault(Map<String, ?> item) {
            return new Order(false, List.of(item));
        }

        private static Order step(Map<String, ?> item) {
            return new Order(true, List.of(item));
        }

        private Refused usage() {
            return new Refused(
                    "expected " + verb.usage() + ", but found \"" + verb.word() + " " + String.join(" ", words) + "\"");
        }

        private List<String> some(List<String> names) {
            if (names.isEmpty()) {
                throw usage();
            }
            return List.copyOf(names);
        }

        private String only() {
            if (words.size() != 1) {
                throw usage();
            }
            return words.get(0);
        }

        private Order kill() {
            boolean host = words.remove("host");
            List<String> names = some(words);
            return fault(host ? words("kill", names, "flavour", "host") : words("kill", names));
        }

        /** The physics that the command ends with is taken off. */
        private Order withPhysics(String kind, Object what) {
            return fault(physics.isEmpty() ? words(kind, what) : words(kind, what, "physics", physics));
        }

        private String physics = "";

        private void takePhysics() {
            if (!words.isEmpty() && PHYSICS.contains(words.get(words.size() - 1))) {
                physics = words.remove(words.size() - 1);
            }
        }

        private Order cut() {
            takePhysics();
            if (words.contains(ARROW)) {
                return withPhysics("cut", link());
            }
            if (words.size() != 2) {
                throw usage();
            }
            return withPhysics("partition", List.of(List.of(box(words.get(0))), List.of(box(words.get(1)))));
        }

        private Map<String, ?> link() {
            if (words.size() != 3 || !words.get(1).equals(ARROW)) {
                throw usage();
            }
            return words("from", box(words.get(0)), "to", box(words.get(2)));
        }

        /** Where a box is meant, a node stands for its own; a role is looked up when the fault begins. */
        private String box(String name) {
            boolean isBox = topology.findBox(name).isPresent();
            boolean isRole = new Target(name).role().isPresent();
            return isBox || isRole
                    ? name
                    : topology.findNode(name).map(Node::box).orElse(name);
        }

        private Order isolate() {
            takePhysics();
            return withPhysics("isolate", box(only()));
        }

        private Order partition() {
            takePhysics();
            var groups = new ArrayList<List<String>>();
            for (String group : String.join(" ", words).split("\\|", -1)) {
                List<String> boxes = Arrays.stream(
                                group.replaceAll("[\\[\\],]", " ").trim().split("\\s+", -1))
                        .filter(w -> !w.isEmpty())
                        .map(this::box)
                        .toList();
                groups.add(boxes);
            }
            if (groups.stream().anyMatch(List::isEmpty)) {
                throw usage();
            }
            var rest = new TreeSet<String>();
            topology.boxes().forEach(b -> rest.add(b.name()));
            groups.forEach(rest::removeAll);
            if (!rest.isEmpty()) {
                groups.add(List.copyOf(rest));
            }
            return withPhysics("partition", groups);
        }

        private Order delay() {
            String jitter = "";
            int at = words.indexOf("jitter");
            if (at >= 0 && at == words.size() - 2) {
                jitter = words.remove(at + 1);
                words.remove(at);
            }
            String by = last();
            if (ScenarioDraft.time(by).isEmpty()) {
                words.add(by);
                throw usage();
            }
            return slowed("delay", jitter.isEmpty() ? words("by", by) : words("by", by, "jitter", jitter));
        }

        private Order throttle() {
            return slowed("throttle", words("to-rate", last()));
        }

        private String last() {
            if (words.size() < 2) {
                throw usage();
            }
            return words.remove(words.size() - 1);
        }

        /** A pair of boxes without an arrow is slowed both ways, by a fault for each. */
        private Order slowed(String kind, Map<String, ?> how) {
            if (words.size() == 1) {
                return new Order(false, List.of(item(kind, box(words.get(0)), how)));
            }
            if (words.size() == 2) {
                String a = box(words.get(0));
                String b = box(words.get(1));
                return new Order(
                        false,
                        List.of(
                                item(kind, words("from", a, "to", b), how),
                                item(kind, words("from", b, "to", a), how)));
            }
            return new Order(false, List.of(item(kind, link(), how)));
        }

        private static Map<String, ?> item(String kind, Object what, Map<String, ?> how) {
            var item = new LinkedHashMap<String, Object>();
            item.put(kind, what);
            item.putAll(how);
            return item;
        }

        private Order clock() {
            if (words.size() != 3) {
                throw usage();
            }
            String node = words.get(1);
            String by = words.get(2);
            return switch (words.get(0)) {
                case "jump" -> fault(words("jump-clock", node, "by", by.replaceFirst("^\\+", "")));
                case "drift" -> fault(words("drift-clock", node, "rate", number(by)));
                default -> throw usage();
            };
        }

        private Object number(String text) {
            if (!text.matches("[0-9]{1,2}(\\.[0-9]{1,9})?")) {
                throw usage();
            }
            return Double.valueOf(text);
        }

        private Order failover() {
            if (topology.isCluster()) {
                return step(words("cluster-failover", words("node", only())));
            }
            if (words.isEmpty() && !topology.sentinels().isEmpty()) {
                words.add(topology.sentinels().get(0).name());
            } else if (words.isEmpty()) {
                throw new Refused("expected a Sentinel that could be asked, but this topology has none; promote a"
                        + " replica, and point the others and the clients at it");
            }
            return step(words("failover", only()));
        }

        private Order replicate() {
            if (words.size() != 3 || !words.get(1).equals("of")) {
                throw usage();
            }
            return step(words("replicate", words("node", words.get(0), "of", words.get(2))));
        }

        private Order point() {
            if (words.size() != 2) {
                throw usage();
            }
            return step(words("point", words("client", words.get(0), "node", words.get(1))));
        }
    }
}
