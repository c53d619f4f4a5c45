package io.splitproof.report.html;

import io.splitproof.checker.Words;
import io.splitproof.history.Event;
import io.splitproof.history.History;
import io.splitproof.report.html.PageData.Setting;
import io.splitproof.report.html.PageData.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The configuration as nodes themselves gave it, each setting once with all its values. */
final class NodeSettings {
    private NodeSettings() {}

    static List<Setting> of(History observed) {
        var values = new TreeMap<String, Map<String, List<String>>>();
        var last = new HashMap<String, String>();
        observed.of(Event.SettingsRead.class).forEach(read -> {
            String group = read.group();
            String of = read.node() + (group == null ? "" : " of " + group);
            read.settings().forEach((name, value) -> {
                String before = isState(name) ? value : last.put(of + " " + name, value);
                if (!value.equals(before)) {
                    String since = before == null ? "" : " from " + Words.moment(read.atNanos()) + " on";
                    values.computeIfAbsent(name, n -> new LinkedHashMap<>())
                            .computeIfAbsent(value, v -> new ArrayList<>())
                            .add(of + since);
                }
            });
        });
        return values.entrySet().stream()
                .map(s -> new Setting(s.getKey(), ofSetting(s.getValue())))
                .toList();
    }

    private static List<Value> ofSetting(Map<String, List<String>> values) {
        return values.entrySet().stream()
                .map(v -> new Value(v.getKey(), String.join(", ", v.getValue())))
                .toList();
    }

    /** Fields of SENTINEL MASTER that tell how things are, not how they were set. */
    private static boolean isState(String field) {
        return field.startsWith("last-")
                || field.startsWith("link-")
                || field.equals("info-refresh")
                || field.equals("role-reported-time");
    }
}
