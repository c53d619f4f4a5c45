package io.splitproof.engine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A program that runs in containers, and the repositories of its images. */
public enum Product {
    REDIS("redis", "redis"),
    VALKEY("valkey", "valkey/valkey"),
    TOXIPROXY("toxiproxy", "ghcr.io/shopify/toxiproxy");

    private final String word;
    private final String official;

    Product(String word, String official) {
        this.word = word;
        this.official = official;
    }

    /** The lower-case name, which is also the name of the distribution's package. */
    public String word() {
        return word;
    }

    /** The repository that the project publishes in. */
    String official() {
        return official;
    }

    /** The repository of images built here. */
    String local() {
        return "splitproof/" + word;
    }

    /** True for a repository whose tags a recipe can stand in for. */
    boolean publishes(String repository) {
        return List.of(official, local(), word).contains(repository);
    }

    /** The product whose name is in the last part of a repository. */
    static Optional<Product> in(String repository) {
        String last = repository.substring(repository.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        for (Product product : values()) {
            if (last.contains(product.word)) {
                return Optional.of(product);
            }
        }
        return Optional.empty();
    }
}
