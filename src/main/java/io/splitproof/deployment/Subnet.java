package io.splitproof.deployment;

/**
 * The addresses of a run's network.
 *
 * @param base the lowest, as a number
 * @param prefix how many leading bits all have in common
 */
record Subnet(int base, int prefix) {
    /** Reads {@code 172.18.0.0/16}. */
    static Subnet parse(String cidr) {
        String[] parts = cidr.split("[./]", -1);
        if (parts.length != 5) {
            throw new DeploymentException("expected the run's network to be like 172.18.0.0/16, but it is " + cidr
                    + "; a virtual IP needs an IPv4 network");
        }
        int base = 0;
        for (int i = 0; i < 4; i++) {
            base = base << 8 | Integer.parseInt(parts[i]);
        }
        return new Subnet(base, Integer.parseInt(parts[4]));
    }

    /** The highest address below the broadcast: engines hand addresses out from the lowest on. */
    String last() {
        int last = (base | (prefix == 0 ? -1 : (1 << (32 - prefix)) - 1)) - 1;
        return (last >>> 24) + "." + (last >>> 16 & 255) + "." + (last >>> 8 & 255) + "." + (last & 255);
    }
}
