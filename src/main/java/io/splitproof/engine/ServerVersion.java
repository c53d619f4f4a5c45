package io.splitproof.engine;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which server an image holds, read from what the image says of itself. */
final class ServerVersion {
    /** The label that the recipes write. */
    static final String LABEL = "io.splitproof.server";

    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.\\d+\\.\\d+)");

    private ServerVersion() {}

    /** Product and version, such as "redis 7.0.15"; the version is "unknown" for an image that does not say. */
    static String of(InspectImageResponse image, ImageName name) {
        ContainerConfig config = image.getConfig();
        Map<String, String> labels = config == null || config.getLabels() == null ? Map.of() : config.getLabels();
        String[] environment = config == null || config.getEnv() == null ? new String[0] : config.getEnv();
        return of(name, labels, environment);
    }

    /** The label of a recipe, else the variables of the official images, else a full version in the tag. */
    static String of(ImageName name, Map<String, String> labels, String[] environment) {
        String label = labels.get(LABEL);
        if (label != null) {
            return label;
        }
        String product = name.product().map(Product::word).orElse(name.repository());
        return product + " "
                + Stream.of(environment)
                        .filter(line -> line.matches("(REDIS|VALKEY)_(VERSION|DOWNLOAD_URL)=.*"))
                        .flatMap(line -> number(line).stream())
                        .findFirst()
                        .or(() -> number(name.version()))
                        .orElse("unknown");
    }

    private static Optional<String> number(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
