package io.splitproof.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests the one browser of the build. Where none is installed they are skipped, with the reason; in CI ({@code
 * CI=true}) they fail. A class may have it, or one test that looks at a page among others that do not.
 */
public final class BrowserExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
    /** Two tests at once would use the same window: classes lock this. */
    public static final String LOCK = "browser";

    private static final Namespace STORE = Namespace.create(BrowserExtension.class);
    private static final String MISSING = "expected a Chromium and its chromedriver on the PATH, but there is none;"
            + " on Debian: apt-get install chromium chromium-driver";

    @Override
    public void beforeAll(ExtensionContext context) {
        requireOne(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        requireOne(context);
    }

    private static void requireOne(ExtensionContext context) {
        Optional<List<Path>> installed = Browser.installed();
        if (installed.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(MISSING);
        }
        if (installed.isEmpty()) {
            System.out.println("splitproof: skipped " + context.getDisplayName() + ": " + MISSING);
            Assumptions.abort(MISSING);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
        List<Path> installed = Browser.installed().orElseThrow();
        return context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(Browser.class, c -> Browser.start(installed.get(0), installed.get(1)), Browser.class);
    }
}
