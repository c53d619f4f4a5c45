package io.splitproof.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** What pages are made of besides their text: styles, scripts and the chart library, to be inlined. */
public final class Assets {
    private static final String HERE = "io/splitproof/report/html/";
    private static final String WEBJAR = "org.webjars.npm/echarts";

    /** In this order: later ones use what earlier ones define. */
    private static final List<String> SCRIPTS = List.of(
            "page.js",
            "timeline.js",
            "lanes.js",
            "clients.js",
            "zoom.js",
            "stages.js",
            "links.js",
            "events.js",
            "settings.js",
            "start.js");

    /** Read once: a bench, or a build of many scenarios, writes many pages. */
    private static final String ECHARTS = readECharts();

    private static final String REPORT_SCRIPT = scripts(SCRIPTS);

    private static final String STYLE = read(HERE + "style.css");

    private Assets() {}

    /** Palette for light and dark, type, tables and cards: what all pages share. */
    public static String style() {
        return STYLE;
    }

    /** The chart library as it is published: Apache ECharts, one file. */
    public static String echarts() {
        return ECHARTS;
    }

    /** Scripts beside this class as one. */
    static String scripts(List<String> names) {
        return names.stream().map(s -> read(HERE + s)).collect(Collectors.joining("\n"));
    }

    static String reportScript() {
        return REPORT_SCRIPT;
    }

    /** The source expression that lets a page's content security policy run that very script. */
    public static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String readECharts() {
        var properties = new Properties();
        try (InputStream in = open("META-INF/maven/" + WEBJAR + "/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the version of ECharts could not be read", e);
        }
        return read("META-INF/resources/webjars/echarts/" + properties.getProperty("version") + "/dist/echarts.min.js");
    }

    /** The text of a resource on the class path. */
    public static String read(String resource) {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " could not be read", e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = Assets.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("expected " + resource + " on the class path, but it is not there");
        }
        return in;
    }
}
