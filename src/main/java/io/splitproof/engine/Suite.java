package io.splitproof.engine;

import java.util.Comparator;
import java.util.List;

/**
 * One release of a distribution and the server version its packages had when this was written. An empty version means
 * that the suite moves; what a build really got is in the image's label.
 */
record Suite(Product product, String version, String name, String distribution) {
    /** The suite of all parts: one, so that what was measured with a part says which it was. */
    private static final String PARTS = "bookworm";

    private static final List<Suite> ALL = List.of(
            new Suite(Product.REDIS, "6.0", "bullseye", "debian"),
            new Suite(Product.REDIS, "7.0", "bookworm", "debian"),
            new Suite(Product.REDIS, "8.0", "trixie", "debian"),
            new Suite(Product.REDIS, "", "sid", "debian"),
            new Suite(Product.VALKEY, "8.1", "trixie", "debian"),
            new Suite(Product.VALKEY, "", "sid", "debian"),
            new Suite(Product.REDIS, "6.0", "jammy", "ubuntu"),
            new Suite(Product.REDIS, "7.0", "noble", "ubuntu"),
            new Suite(Product.NFT, "", PARTS, "debian"),
            new Suite(Product.KEEPALIVED, "", PARTS, "debian"),
            new Suite(Product.PACEMAKER, "", PARTS, "debian"),
            new Suite(Product.HAPROXY, "", PARTS, "debian"),
            new Suite(Product.POSTGRES, "", PARTS, "debian"));

    /** The suites that may have what is asked for, best first: fixed before moving, the host's distribution first. */
    static List<Suite> of(ImageName wanted, Machine machine) {
        String host = machine.osRelease("ID");
        return ALL.stream()
                .filter(suite -> wanted.product().filter(suite.product::equals).isPresent())
                .filter(suite -> suite.mayHave(wanted))
                .filter(suite -> suite.distribution.equals("debian") || suite.distribution.equals(host))
                .sorted(Comparator.comparing((Suite suite) -> suite.version.isEmpty())
                        .thenComparing(suite -> !suite.distribution.equals(host))
                        .thenComparing(suite -> suite.version, Comparator.reverseOrder()))
                .toList();
    }

    private boolean mayHave(ImageName wanted) {
        String asked = wanted.version();
        if (asked.isEmpty()) {
            return wanted.tag().equals("latest") || wanted.tag().equals(name);
        }
        if (version.isEmpty()) {
            return major(asked) >= newestFixedMajor(product);
        }
        return wanted.isSatisfiedBy(version) || asked.startsWith(version + ".");
    }

    /** A moving suite never goes back behind the fixed ones. */
    private static int newestFixedMajor(Product product) {
        return ALL.stream()
                .filter(suite -> suite.product == product && !suite.version.isEmpty())
                .mapToInt(suite -> major(suite.version))
                .max()
                .orElse(0);
    }

    private static int major(String version) {
        return Integer.parseInt(version.replaceFirst("\\..*", ""));
    }

    /** The name under which this suite's image is kept, such as splitproof/redis:7.0-bookworm. */
    String tag() {
        return product.local() + ":" + (version.isEmpty() ? name : version + "-" + name);
    }
}
