package io.splitproof.topology;

/** A range of a Cluster's hash slots, both ends included. */
public record Slots(int first, int last) {
    /** Slots of a whole Cluster. */
    public static final int ALL = 16_384;

    /** The polynomial of CRC-16/XMODEM, which Redis Cluster hashes keys with (Cluster specification, Appendix A). */
    private static final int POLYNOMIAL = 0x1021;

    public Slots {
        if (first < 0 || last >= ALL || first > last) {
            throw new IllegalArgumentException(
                    "a range of slots lies between 0 and " + (ALL - 1) + ", not " + first + "-" + last);
        }
    }

    public boolean contains(int slot) {
        return slot >= first && slot <= last;
    }

    public int count() {
        return last - first + 1;
    }

    /**
     * The slots that {@code redis-cli --cluster create} gives to one of several primaries (src/redis-cli.c,
     * clusterManagerCommandCreate; redis 7.0 to 8.6 and valkey 8 to 9).
     *
     * @param index counted from 0, in the order of the command line
     */
    public static Slots share(int index, int primaries) {
        double each = (double) ALL / primaries;
        int first = index == 0 ? 0 : end(index - 1, each) + 1;
        return new Slots(first, index == primaries - 1 ? ALL - 1 : end(index, each));
    }

    private static int end(int index, double each) {
        return (int) Math.round(index * each + each - 1);
    }

    /** The slot of an ASCII key: of what stands between its first brace and the next closing one, if that is not empty. */
    public static int of(String key) {
        int open = key.indexOf('{');
        int close = key.indexOf('}', open + 1);
        String hashed = open >= 0 && close > open + 1 ? key.substring(open + 1, close) : key;
        int crc = 0;
        for (int i = 0; i < hashed.length(); i++) {
            crc ^= (hashed.charAt(i) & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
            }
        }
        return (crc & 0xffff) % ALL;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
