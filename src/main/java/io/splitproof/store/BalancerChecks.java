package io.splitproof.store;

import io.splitproof.topology.NodeKind;
import java.util.List;
import java.util.Map;

/** Whether the settings of balancers are some that they have, with values that they take. */
final class BalancerChecks {
    private static final String TIME = "[0-9]{1,6}(ms|s)";
    private static final String COUNT = "[1-9][0-9]?";

    /** By name, what a value looks like. */
    private static final Map<String, String> SETTINGS =
            Map.of("inter", TIME, "timeout-check", TIME, "timeout-connect", TIME, "fall", COUNT, "rise", COUNT);

    private final Yaml topology;
    private final Names names;
    private final Problems problems;

    BalancerChecks(Yaml topology, Names names, Problems problems) {
        this.topology = topology;
        this.names = names;
        this.problems = problems;
    }

    void check() {
        for (String balancer : names.nodes(NodeKind.HAPROXY)) {
            topology.get("nodes")
                    .flatMap(n -> n.get(balancer))
                    .flatMap(n -> n.get("settings"))
                    .ifPresent(settings -> settings.entries().forEach(this::check));
        }
    }

    private void check(Yaml.Entry setting) {
        String pattern = SETTINGS.get(setting.key());
        if (pattern == null) {
            List<String> known = SETTINGS.keySet().stream().sorted().toList();
            problems.add(setting.line(), Nearest.unknown("setting", setting.key(), known, "a balancer has "));
            return;
        }
        boolean fits = setting.value().text().filter(v -> v.matches(pattern)).isPresent();
        if (!fits) {
            problems.add(
                    setting.line(),
                    "expected " + (pattern.equals(TIME) ? "a time such as 1s or 500ms" : "a number from 1 to 99")
                            + " for " + setting.key() + ", but found "
                            + setting.value().described());
        }
    }
}
