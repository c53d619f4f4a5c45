package io.splitproof.deployment;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What the clock library of a node is told: how its clocks run so far, and how from one instant on.
 *
 * <p>Clocks are functions of a reference clock, which every container of an engine shares: nodes that are given the same
 * settings have the same time. Instants of the reference clock are nanoseconds; where the harness runs on the engine's
 * kernel, those of {@link Reference#MONOTONIC} are what {@link System#nanoTime} returns.
 *
 * <p>A change is made by writing the changed {@link #bytes} over the node's file, by whatever means: in place or by
 * replacing it. If they arrive {@link #lead} before the change begins, it takes effect at that instant and without a
 * step; if later, when they arrive.
 *
 * <p>Layout and arithmetic are those of {@code docker/clock/settings.h}.
 *
 * @param sequence differs from one change to the next
 * @param before how clocks run until {@code after} starts
 */
public record ClockSettings(long sequence, Reference reference, Segment before, Segment after) {
    /** Where the library is expected in a node's container. */
    static final String LIBRARY = Configuration.DIRECTORY + "/clock.so";

    /** Where these settings are expected in a node's container; readable for whatever user the server runs as. */
    static final String FILE = Configuration.DIRECTORY + "/clock";

    /**
     * A file of a node's container over which /dev/null is to be mounted. From it Valkey 9 learns that it may count the
     * processor's ticks, which no library can change, instead of asking for the time (valkey, monotonic.c).
     */
    static final String MASKED = "/proc/cpuinfo";

    private static final double SLOWEST = 0.01;
    private static final double FASTEST = 1000;
    private static final double ONE = 0x1p32;
    private static final int SUMMED_BYTES = 104;

    /** A clock of the engine's kernel. */
    public enum Reference {
        /** Never set, so that setting the machine's clock does not move the nodes'. */
        MONOTONIC(1),
        /** For an engine on another kernel than the harness. */
        REALTIME(0);

        private final long id;

        Reference(long id) {
            this.id = id;
        }
    }

    /**
     * A stretch of time at one rate.
     *
     * @param start on the reference clock, nanoseconds
     * @param wall the wall clock at the start, nanoseconds since 1970
     * @param monotonic the monotonic clock at the start, nanoseconds
     * @param rate in units of 2^-32
     */
    public record Segment(long start, long wall, long monotonic, long rate) {
        private long since(long reference) {
            return scaled(reference - start, rate);
        }

        private void put(ByteBuffer buffer) {
            buffer.putLong(start).putLong(wall).putLong(monotonic).putLong(rate).putLong(fixed(ONE / rate));
        }
    }

    /**
     * Clocks that run at one rate from now on.
     *
     * @param now on the reference clock, nanoseconds; the same for all nodes of a run
     * @param wall what the wall clock is to show now. One far from the machine's tells whether the library is active
     *     even at factor 1
     * @param factor 10 is ten times as fast as the reference clock; 0.01 to 1000
     */
    public static ClockSettings start(Reference reference, long now, Instant wall, double factor) {
        // As on a machine that has been up for a day: what servers subtract from it stays above zero.
        long monotonic = Duration.ofDays(1).toNanos();
        var segment = new Segment(now, nanos(wall), monotonic, rate(factor));
        return new ClockSettings(1, reference, segment, segment);
    }

    /** The same clocks at another rate from an instant on. */
    public ClockSettings withFactor(long at, double factor) {
        return changed(at, Duration.ZERO, Duration.ZERO, rate(factor));
    }

    /** The same clocks with the wall clock set forward, or back where negative, at an instant. */
    public ClockSettings withWallJump(long at, Duration jump) {
        return changed(at, jump, Duration.ZERO, at(at).rate);
    }

    /** The same clocks with the monotonic clock set forward at an instant; it cannot be set back. */
    public ClockSettings withMonotonicJump(long at, Duration jump) {
        if (jump.isNegative()) {
            throw new IllegalArgumentException("a monotonic clock should go forward but the jump is " + jump);
        }
        return changed(at, Duration.ZERO, jump, at(at).rate);
    }

    private ClockSettings changed(long at, Duration wallJump, Duration monotonicJump, long rate) {
        if (at < after.start) {
            throw new IllegalArgumentException("a change should begin after the one before it, at " + after.start
                    + " ns of the reference clock, but would at " + at);
        }
        long wall = after.wall + after.since(at) + wallJump.toNanos();
        long monotonic = after.monotonic + after.since(at) + monotonicJump.toNanos();
        return new ClockSettings(sequence + 1, reference, after, new Segment(at, wall, monotonic, rate));
    }

    /** The wall clock at an instant of the reference clock. */
    public Instant wallAt(long reference) {
        return Instant.ofEpochSecond(0, at(reference).wall + at(reference).since(reference));
    }

    /** The monotonic clock at an instant of the reference clock. */
    public Duration monotonicAt(long reference) {
        return Duration.ofNanos(at(reference).monotonic + at(reference).since(reference));
    }

    public double factorAt(long reference) {
        return at(reference).rate / ONE;
    }

    /**
     * How far a node's clock is off: how much what it said is earlier than it can be (negative) or later, zero within.
     *
     * @param asked reference clock before the question was sent
     * @param answered reference clock after the answer was read
     */
    public Duration error(long asked, Instant said, long answered) {
        Instant earliest = wallAt(asked);
        Instant latest = wallAt(answered);
        if (said.isBefore(earliest)) {
            return Duration.between(earliest, said);
        }
        return said.isAfter(latest) ? Duration.between(latest, said) : Duration.ZERO;
    }

    /** The same for a reading, where {@link System#nanoTime} is the reference clock. */
    public Duration error(ClockReading reading) {
        return error(reading.asked(), reading.said(), reading.answered());
    }

    /**
     * How long before it begins a change must be in the container: a server that sleeps sees it only when it wakes up
     * from its timer, every 100 ms of its own time.
     */
    public Duration lead(long reference) {
        return Duration.ofMillis(50).plusNanos((long) (200e6 / factorAt(reference)));
    }

    private Segment at(long reference) {
        return reference < after.start ? before : after;
    }

    /** What makes a process use the library, with these settings. */
    static Map<String, String> environment() {
        return Map.of("LD_PRELOAD", LIBRARY, "SPLITPROOF_CLOCK", FILE);
    }

    /** The settings file. */
    public byte[] bytes() {
        var buffer = ByteBuffer.allocate(SUMMED_BYTES + Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(new byte[] {'S', 'P', 'C', 'L', 'O', 'C', 'K', '1'});
        buffer.putLong(sequence).putLong(reference.id);
        before.put(buffer);
        after.put(buffer);
        return buffer.putLong(checksum(buffer.array())).array();
    }

    /** FNV-1a, 64 bits. */
    private static long checksum(byte[] bytes) {
        long sum = 0xcbf29ce484222325L;
        for (int i = 0; i < SUMMED_BYTES; i++) {
            sum = (sum ^ (bytes[i] & 0xff)) * 0x100000001b3L;
        }
        return sum;
    }

    private static long rate(double factor) {
        if (!(factor >= SLOWEST && factor <= FASTEST)) {
            throw new IllegalArgumentException(
                    "a clock's factor should be from " + SLOWEST + " to " + FASTEST + " but is " + factor);
        }
        return fixed(factor);
    }

    private static long fixed(double factor) {
        return Math.round(factor * ONE);
    }

    /** Nanoseconds times a rate: the middle 64 of the product's 128 bits, as the library has it. */
    private static long scaled(long nanos, long rate) {
        return Math.multiplyHigh(nanos, rate) << 32 | (nanos * rate) >>> 32;
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }
}
