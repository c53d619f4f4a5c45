package io.splitproof.engine;

import java.util.Locale;
import java.util.Optional;

/** A program that runs in containers, and the repositories of its images. */
public enum Product {
    REDIS("redis", "redis"),
    VALKEY("valkey", "valkey/valkey"),
    TOXIPROXY("toxiproxy", "ghcr.io/shopify/toxiproxy"),
    NFT("nft"),
    KEEPALIVED("keepalived"),
    PACEMAKER("pacemaker"),
    HAPROXY("haproxy"),
    POSTGRES("postgres");

    private final String word;
    private final String official;
    private final boolean part;

    Product(String word, String official) {
        this.word = word;
        this.official = official;
        this.part = false;
    }

    /** A part, always of a distribution: its official image, if there is one, is laid out differently. */
    Product(String word) {
        this.word = word;
        this.official = "splitproof/" + word;
        this.part = true;
    }

    /** The lower-case name; a server's is also that of its distribution's package. */
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

    /** True for what stands beside Redis: a virtual IP's daemon, a balancer, a database, the rules of a packet drop. */
    boolean isPart() {
        return part;
    }

    /** True for a repository whose tags a recipe can stand in for. */
    boolean publishes(String repository) {
        return repository.equals(official) || repository.equals(local()) || (!part && repository.equals(word));
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
