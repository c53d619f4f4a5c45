package io.splitproof.lab.web;

import java.util.Map;
import java.util.Optional;

/** The files that the page is made of. */
final class Assets {
    /** A file and its media type. */
    record Asset(String type, String text) {}

    private static final Map<String, Asset> ALL = Map.of(
            "", new Asset("text/html;charset=utf-8", own("page.html")),
            "page.css", new Asset("text/css;charset=utf-8", own("page.css")),
            "page.js", new Asset("text/javascript;charset=utf-8", own("page.js")),
            "drawing.js", new Asset("text/javascript;charset=utf-8", own("drawing.js")),
            "chart.js", new Asset("text/javascript;charset=utf-8", own("chart.js")),
            "echarts.js", new Asset("text/javascript;charset=utf-8", io.splitproof.report.html.Assets.echarts()));

    private Assets() {}

    /** The file of that name below the page's address; the page itself has none. */
    static Optional<Asset> of(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static String own(String name) {
        return io.splitproof.report.html.Assets.read("io/splitproof/lab/web/" + name);
    }
}
