package io.splitproof.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An image as a scenario asks for it: repository and tag, such as {@code redis:7} or {@code valkey/valkey:8.1}. */
public record ImageName(String repository, String tag) {
    private static final Pattern VERSION = Pattern.compile("v?(\\d+(\\.\\d+)*)(-.*)?");

    /** Reads a reference; without a tag it means {@code latest}. The short name {@code valkey} means the official one. */
    public static ImageName parse(String reference) {
        int colon = reference.indexOf(':', reference.lastIndexOf('/') + 1);
        String repository = colon < 0 ? reference : reference.substring(0, colon);
        String tag = colon < 0 ? "latest" : reference.substring(colon + 1);
        if (repository.isEmpty() || tag.isEmpty()) {
            throw new IllegalArgumentException(
                    "an image should look like redis:7 or valkey/valkey:8.1 but is \"" + reference + "\"");
        }
        return new ImageName(repository.equals("valkey") ? Product.VALKEY.official() : repository, tag);
    }

    Optional<Product> product() {
        return Product.in(repository);
    }

    /** The version in the tag, such as "7" or "7.0", or empty for a tag that names none. */
    String version() {
        Matcher matcher = VERSION.matcher(tag);
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** True when a version is the one asked for or a more exact one: 7.0.15 satisfies 7 and 7.0, but not 7.2. */
    boolean isSatisfiedBy(String actual) {
        return version().isEmpty() || (actual + ".").startsWith(version() + ".");
    }

    @Override
    public String toString() {
        return repository + ":" + tag;
    }
}
