package io.splitproof.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** Pages made from the templates beside this class. */
final class Templates {
    private static final PebbleEngine ENGINE = engine();

    private Templates() {}

    private static PebbleEngine engine() {
        var loader = new ClasspathLoader(Templates.class.getClassLoader());
        loader.setPrefix("io/splitproof/report");
        return new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(false)
                .newLineTrimming(false)
                .strictVariables(true)
                .build();
    }

    static String render(String template, Map<String, Object> model) {
        var page = new StringWriter();
        try {
            ENGINE.getTemplate(template).evaluate(page, model, Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException("the template " + template + " could not be read", e);
        }
        return page.toString().replaceAll("\n{3,}", "\n\n").stripLeading();
    }
}
