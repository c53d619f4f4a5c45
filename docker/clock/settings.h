/*
 * The settings file of the clock library, and the arithmetic of its clocks.
 *
 * Time is a line of segments. Both clocks of a node, wall and monotonic, run from a segment's start at its rate:
 *
 *     clock = segment's clock at its start + (reference now - segment's start) x rate
 *
 * The reference is a clock of the kernel that all nodes of a run share, so the same segment in every node's file gives
 * all of them the same time. A file holds two segments, what is so far and what is from an instant on; the second may
 * begin in the future. A change written early enough therefore takes effect at one known instant, without a step, and
 * a wait that begins before that instant already knows when it must end.
 *
 * All numbers are 64-bit little endian. Offsets and meaning:
 *
 *       0  magic "SPCLOCK1"
 *       8  sequence: another number than before tells the library that this is a change
 *      16  reference: the kernel's id of the reference clock, 1 CLOCK_MONOTONIC or 0 CLOCK_REALTIME
 *      24  before: start, ns of the reference clock
 *      32          wall clock at the start, ns since 1970
 *      40          monotonic clock at the start, ns
 *      48          rate, units of 2^-32: 10 is 10 << 32
 *      56          1 / rate, units of 2^-32: dividing 128-bit numbers would need the compiler's library
 *      64  after: the same five
 *     104  checksum: FNV-1a, 64 bits, of the bytes 0 to 103
 *     112  end
 *
 * io.splitproof.deployment.ClockSettings writes it.
 */
#ifndef SPLITPROOF_SETTINGS_H
#define SPLITPROOF_SETTINGS_H

#include <stdint.h>

#if !defined(__BYTE_ORDER__) || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the settings file is little endian"
#endif

struct segment {
    int64_t start, wall, monotonic, rate, inverse;
};

struct settings {
    char magic[8];
    int64_t sequence, reference;
    struct segment before, after;
    uint64_t checksum;
};

_Static_assert(sizeof(struct settings) == 112, "the file has 112 bytes");

/* Products of nanoseconds and rates pass 64 bits within seconds. */
static inline int64_t scale(int64_t nanos, int64_t factor) {
    return (int64_t)(((__int128)nanos * factor) >> 32);
}

static inline const struct segment *segment_at(const struct settings *s, int64_t now) {
    return now < s->after.start ? &s->before : &s->after;
}

static inline int64_t wall_at(const struct settings *s, int64_t now) {
    const struct segment *g = segment_at(s, now);
    return g->wall + scale(now - g->start, g->rate);
}

static inline int64_t monotonic_at(const struct settings *s, int64_t now) {
    const struct segment *g = segment_at(s, now);
    return g->monotonic + scale(now - g->start, g->rate);
}

/* How long to wait really, from now on, for so many nanoseconds to pass on the monotonic clock. */
static inline int64_t real_wait(const struct settings *s, int64_t now, int64_t nanos) {
    const struct segment *g = segment_at(s, now);
    int64_t real = scale(nanos, g->inverse);
    if (g == &s->before && real > s->after.start - now) {
        /* The rate changes during the wait: what is left then passes at the new rate. */
        int64_t left = monotonic_at(s, now) + nanos - s->after.monotonic;
        real = s->after.start - now + (left > 0 ? scale(left, s->after.inverse) : 0);
    }
    return real > 0 ? real : nanos > 0;
}

static inline uint64_t checksum_of(const struct settings *s) {
    const unsigned char *byte = (const unsigned char *)s;
    uint64_t sum = 0xcbf29ce484222325;
    for (unsigned i = 0; i < 104; i++) {
        sum = (sum ^ byte[i]) * 0x100000001b3;
    }
    return sum;
}

/* What is wrong with a file's content, or 0. */
static inline const char *fault_of(const struct settings *s, int64_t length) {
    static const char magic[8] = {'S', 'P', 'C', 'L', 'O', 'C', 'K', '1'};
    if (length != sizeof *s) {
        return "the settings file does not have 112 bytes";
    }
    for (unsigned i = 0; i < sizeof magic; i++) {
        if (s->magic[i] != magic[i]) {
            return "the settings file does not begin with SPCLOCK1";
        }
    }
    if (s->checksum != checksum_of(s)) {
        return "the checksum of the settings file is wrong";
    }
    if (s->reference != 0 && s->reference != 1) {
        return "the settings file names a reference clock that is neither 0 nor 1";
    }
    if (s->before.rate <= 0 || s->before.inverse <= 0 || s->after.rate <= 0 || s->after.inverse <= 0) {
        return "a rate in the settings file is not positive";
    }
    return 0;
}

#endif
