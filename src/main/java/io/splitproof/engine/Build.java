package io.splitproof.engine;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** One way to build an image here: a recipe and the tag that its image gets. */
record Build(String tag, Recipe recipe) {
    private static final Duration PACKAGES_LIMIT = Duration.ofMinutes(5);
    private static final Duration TOXIPROXY_LIMIT = Duration.ofMinutes(10);
    private static final Duration LOAD_LIMIT = Duration.ofMinutes(2);

    /** The builds that may make what is asked for, best first; none for another project's image. */
    static List<Build> of(ImageName wanted, Machine machine) {
        Product product = wanted.product().orElse(null);
        if (product == null || !product.publishes(wanted.repository())) {
            return List.of();
        }
        if (product == Product.TOXIPROXY) {
            String version = wanted.version();
            return version.split("\\.", -1).length < 3 ? List.of() : List.of(toxiproxy(version));
        }
        return Suite.of(wanted, machine).stream().map(Build::packages).toList();
    }

    private static Build packages(Suite suite) {
        String recipe = suite.product().isPart() ? "part.sh" : "server.sh";
        List<String> arguments = List.of(suite.product().word(), suite.name(), suite.tag());
        return new Build(suite.tag(), new Recipe(recipe, arguments, PACKAGES_LIMIT));
    }

    private static Build toxiproxy(String version) {
        String tag = Product.TOXIPROXY.local() + ":" + version;
        return new Build(tag, new Recipe("toxiproxy.sh", List.of(version, tag), TOXIPROXY_LIMIT));
    }

    /** Runs the recipe and loads its archive into the engine. */
    void run(Engine engine, Consumer<String> progress) throws RecipeFailed {
        progress.accept("building " + tag + " with docker/" + recipe.name());
        recipe.make(engine.machine(), progress, archive -> load(archive, engine));
    }

    private void load(Path archive, Engine engine) {
        try (DockerClient client = engine.client(LOAD_LIMIT);
                InputStream content = Files.newInputStream(archive)) {
            client.loadImageCmd(content).exec();
        } catch (IOException e) {
            throw new UncheckedIOException("loading " + tag + " from " + archive, e);
        }
    }
}
