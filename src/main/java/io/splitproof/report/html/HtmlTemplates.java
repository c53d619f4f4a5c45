package io.splitproof.report.html;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** Pages made from the templates beside this class; every value is escaped but what a template calls raw. */
final class HtmlTemplates {
    private static final PebbleEngine ENGINE = engine();

    private HtmlTemplates() {}

    private static PebbleEngine engine() {
        var loader = new ClasspathLoader(HtmlTemplates.class.getClassLoader());
        loader.setPrefix("io/splitproof/report/html");
        return new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(true)
                .newLineTrimming(false)
                .strictVariables(true)
                .build();
    }

    static String render(String template, Map<String, Object> model) {
        var page = new StringWriter(1 << 21);
        try {
            ENGINE.getTemplate(template).evaluate(page, model, Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException("the template " + template + " could not be read", e);
        }
        return page.toString();
    }
}
