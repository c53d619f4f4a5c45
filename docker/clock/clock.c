/*
 * Multiplies the passage of time for one process: LD_PRELOAD=clock.so SPLITPROOF_CLOCK=/path/of/settings.
 *
 * Clocks are read scaled, waits and socket timeouts are divided; clocks of processor time stay as they are. See
 * settings.h for the file and the arithmetic. A process whose settings cannot be read at its start ends with status 97:
 * running at real time without a word would make a test lie.
 *
 * Nothing here allocates, locks or calls a libc (but for the place of errno), because a server's allocator reads the
 * clock before main. So this one file works under glibc and musl.
 *
 * Not wrapped: pthread_cond_timedwait, since the wait is inside libc and dlsym may find glibc's
 * old and incompatible version of the real function. Of the servers only jemalloc's purging thread calls it: it purges late.
 */
#include "kernel.h"
#include "settings.h"

#define EXPORT __attribute__((visibility("default")))

enum {
    NANO = 1000000000,
    BAD_SETTINGS_STATUS = 97,
    /* A change is seen within this time by a process that is awake; opening the file costs some microseconds. */
    LOOK_EVERY_NANOS = 10000000,
};

/* Longer waits are cut to three years, so that no product overflows. */
static const int64_t LONGEST_NANOS = 100000000LL * NANO;

/* Tells from outside which settings format a process that has this library loaded understands. */
EXPORT const char splitproof_clock[] = "SPCLOCK1";

extern int *__errno_location(void);

/*
 * The settings in force are held[generation & 1]. A change is written into the other one and then published by adding 1
 * to the generation, so a reader never waits for a writer: it repeats only when a whole change was published meanwhile,
 * and changes are looked for every 10 ms. Not even a writer that dies, or a fork while one writes, can stop it.
 */
static struct settings held[2];
static unsigned generation;
static int looking;
static int64_t looked;
static int ready;
static char path[256];

static long failing(long result) {
    if (result >= 0) {
        return result;
    }
    *__errno_location() = (int)-result;
    return -1;
}

static struct timespec timespec_of(int64_t nanos) {
    return (struct timespec){nanos / NANO, nanos % NANO};
}

static int64_t nanos_of(int64_t seconds, int64_t nanos) {
    return seconds >= LONGEST_NANOS / NANO ? LONGEST_NANOS : seconds * NANO + nanos;
}

static int64_t kernel_clock(long id) {
    struct timespec now;
    kernel(SYS_clock_gettime, id, (long)&now, 0, 0, 0, 0);
    return now.tv_sec * (int64_t)NANO + now.tv_nsec;
}

static void print(const char *text) {
    long length = 0;
    while (text[length]) {
        length++;
    }
    kernel(SYS_write, 2, (long)text, length, 0, 0, 0);
}

__attribute__((noreturn)) static void die(const char *problem) {
    print("splitproof clock: ");
    print(problem);
    print(": SPLITPROOF_CLOCK=");
    print(path);
    print("\n");
    for (;;) {
        kernel(SYS_exit_group, BAD_SETTINGS_STATUS, 0, 0, 0, 0, 0);
    }
}

static long open_file(const char *name) {
    return kernel(SYS_openat, AT_FDCWD, (long)name, O_RDONLY | O_CLOEXEC, 0, 0, 0);
}

/*
 * Copies the value of SPLITPROOF_CLOCK into path. The kernel's own record of the environment is read: libc's may not be
 * there yet. Later it is too late, as servers write their title over it.
 */
static void find_path(void) {
    static const char name[] = "SPLITPROOF_CLOCK=";
    char block[512];
    unsigned matched = 0; /* characters of name seen at the begin of this variable; stays beyond name for another */
    unsigned length = 0;
    long file = open_file("/proc/self/environ");
    if (file < 0) {
        die("/proc/self/environ cannot be read");
    }
    for (;;) {
        long count = kernel(SYS_read, file, (long)block, sizeof block, 0, 0, 0);
        if (count <= 0) {
            break;
        }
        for (long i = 0; i < count; i++) {
            char c = block[i];
            if (matched == sizeof name - 1) {
                path[length] = c;
                if (!c || ++length == sizeof path) {
                    goto found;
                }
            } else if (!c) {
                matched = 0;
            } else {
                matched = matched < sizeof name && name[matched] == c ? matched + 1 : sizeof name;
            }
        }
    }
found:
    kernel(SYS_close, file, 0, 0, 0, 0, 0);
    if (length == sizeof path) {
        path[sizeof path - 1] = 0;
        die("the path has more than 255 characters");
    }
    if (path[0] != '/') {
        die("an absolute path is wanted"); /* servers change their directory */
    }
}

/* Reads the file and says what is wrong with it, or 0. */
static const char *read_file(struct settings *into) {
    char bytes[sizeof *into + 1];
    long file = open_file(path);
    if (file < 0) {
        return "the settings file cannot be opened";
    }
    long length = kernel(SYS_read, file, (long)bytes, sizeof bytes, 0, 0, 0);
    kernel(SYS_close, file, 0, 0, 0, 0, 0);
    for (unsigned i = 0; i < sizeof *into; i++) {
        ((char *)into)[i] = bytes[i];
        __asm__ volatile("" ::: "memory"); /* or the compiler makes this a call of memcpy */
    }
    return fault_of(into, length);
}

/* The allocator may call before the constructors run; the process has one thread then. */
__attribute__((constructor)) static void begin(void) {
    if (ready) {
        return;
    }
    find_path();
    const char *fault = read_file(&held[0]);
    if (fault) {
        die(fault);
    }
    looked = kernel_clock(held[0].reference);
    ready = 1;
}

/*
 * Publishes other settings. One that is seen late, after its start, may make a step; the monotonic clock never steps
 * back, because servers subtract its values without a sign.
 */
static void publish(const struct settings *is, struct settings *next, int64_t now) {
    int64_t back = monotonic_at(is, now) - monotonic_at(next, now);
    if (back > 0) {
        next->before.monotonic += back;
        next->after.monotonic += back;
    }
    unsigned g = __atomic_load_n(&generation, __ATOMIC_RELAXED);
    held[(g + 1) & 1] = *next;
    __atomic_store_n(&generation, g + 1, __ATOMIC_RELEASE);
}

/*
 * Reads the file again. By path, because engines copy files into containers by replacing them, and with a checksum,
 * because it may be half written: then what is in force stays so until the next look.
 */
static void look(const struct settings *is, int64_t now) {
    int64_t since = now - __atomic_load_n(&looked, __ATOMIC_RELAXED);
    if ((since >= 0 && since < LOOK_EVERY_NANOS) || __atomic_exchange_n(&looking, 1, __ATOMIC_ACQUIRE)) {
        return;
    }
    struct settings next;
    __atomic_store_n(&looked, now, __ATOMIC_RELAXED);
    if (!read_file(&next) && next.sequence != is->sequence && next.reference == is->reference) {
        publish(is, &next, now);
    }
    __atomic_store_n(&looking, 0, __ATOMIC_RELEASE);
}

/* Copies the settings in force and returns the reference clock's time. */
static int64_t current(struct settings *is) {
    int64_t now = 0;
    if (!ready) {
        begin();
    }
    for (int again = 0; again < 2; again++) {
        unsigned g;
        do {
            g = __atomic_load_n(&generation, __ATOMIC_ACQUIRE);
            *is = held[g & 1];
            __atomic_thread_fence(__ATOMIC_ACQUIRE);
        } while (g != __atomic_load_n(&generation, __ATOMIC_RELAXED));
        if (again) {
            break;
        }
        now = kernel_clock(is->reference);
        look(is, now);
        if (g == __atomic_load_n(&generation, __ATOMIC_RELAXED)) {
            break;
        }
    }
    return now;
}

static int64_t wall_now(void) {
    struct settings is;
    int64_t now = current(&is);
    return wall_at(&is, now);
}

/* How long to wait really for a wait that was asked for. */
static int64_t divided(int64_t nanos) {
    struct settings is;
    int64_t now = current(&is);
    return real_wait(&is, now, nanos < LONGEST_NANOS ? nanos : LONGEST_NANOS);
}

/* The other way round, for what remains of a wait. */
static int64_t multiplied(int64_t nanos) {
    struct settings is;
    int64_t now = current(&is);
    return scale(nanos, segment_at(&is, now)->rate);
}

/* ---- clocks ---- */

EXPORT int clock_gettime(int id, struct timespec *time) {
    struct settings is;
    int64_t now;
    switch (id) {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
    case CLOCK_REALTIME_ALARM:
    case CLOCK_TAI:
        now = current(&is);
        *time = timespec_of(wall_at(&is, now));
        return 0;
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_RAW:
    case CLOCK_MONOTONIC_COARSE:
    case CLOCK_BOOTTIME:
    case CLOCK_BOOTTIME_ALARM:
        now = current(&is);
        *time = timespec_of(monotonic_at(&is, now));
        return 0;
    default: /* processor time */
        return (int)failing(kernel(SYS_clock_gettime, id, (long)time, 0, 0, 0, 0));
    }
}

EXPORT int gettimeofday(struct timeval *time, void *zone) {
    (void)zone; /* obsolete, and nobody asks */
    int64_t now = wall_now();
    time->tv_sec = now / NANO;
    time->tv_usec = now % NANO / 1000;
    return 0;
}

EXPORT long time(long *time) {
    long seconds = wall_now() / NANO;
    if (time) {
        *time = seconds;
    }
    return seconds;
}

/* ---- waits for files ---- */

static int wait_for_events(int epoll, void *events, int capacity, int64_t millis, const void *mask) {
    /* Unknown before Linux 5.11; older engines forbid what they do not know. */
    static int refused;
    struct timespec wait;
    int64_t nanos = millis > 0 ? divided(millis * 1000000) : millis;
    if (!__atomic_load_n(&refused, __ATOMIC_RELAXED)) {
        wait = timespec_of(nanos > 0 ? nanos : 0);
        long result = kernel(
            SYS_epoll_pwait2, epoll, (long)events, capacity, nanos < 0 ? 0 : (long)&wait, (long)mask, SIGSET_SIZE);
        if (result != -ENOSYS && result != -EPERM) {
            return (int)failing(result);
        }
        __atomic_store_n(&refused, 1, __ATOMIC_RELAXED);
    }
    int64_t whole = nanos < 0 ? -1 : (nanos + 999999) / 1000000;
    return (int)failing(kernel(
        SYS_epoll_pwait, epoll, (long)events, capacity, whole < INT32_MAX ? whole : INT32_MAX, (long)mask, SIGSET_SIZE));
}

EXPORT int epoll_wait(int epoll, void *events, int capacity, int millis) {
    return wait_for_events(epoll, events, capacity, millis, 0);
}

EXPORT int epoll_pwait(int epoll, void *events, int capacity, int millis, const void *mask) {
    return wait_for_events(epoll, events, capacity, millis, mask);
}

EXPORT int poll(void *files, unsigned long count, int millis) {
    struct timespec wait = timespec_of(millis > 0 ? divided(millis * (int64_t)1000000) : 0);
    return (int)failing(kernel(SYS_ppoll, (long)files, (long)count, millis < 0 ? 0 : (long)&wait, 0, SIGSET_SIZE, 0));
}

EXPORT int select(int count, void *readable, void *writable, void *exceptional, struct timeval *timeout) {
    struct timespec wait = {0, 0};
    if (timeout) {
        if (timeout->tv_sec < 0 || timeout->tv_usec < 0) {
            return (int)failing(-EINVAL);
        }
        wait = timespec_of(divided(nanos_of(timeout->tv_sec, timeout->tv_usec * 1000)));
    }
    long result = kernel(
        SYS_pselect6, count, (long)readable, (long)writable, (long)exceptional, timeout ? (long)&wait : 0, 0);
    if (timeout) { /* Linux says how much was left */
        int64_t left = multiplied(nanos_of(wait.tv_sec, wait.tv_nsec));
        timeout->tv_sec = left / NANO;
        timeout->tv_usec = left % NANO / 1000;
    }
    return (int)failing(result);
}

/* ---- sleeps ---- */

/* Sleeps and returns 0 or a negative error; left gets what remained when a signal came. */
static long sleep_for(int64_t nanos, int64_t *left) {
    struct timespec wait = timespec_of(nanos > 0 ? divided(nanos) : 0);
    long result = kernel(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, (long)&wait, (long)&wait, 0, 0);
    *left = result == -EINTR ? multiplied(nanos_of(wait.tv_sec, wait.tv_nsec)) : 0;
    return result;
}

static int bad(const struct timespec *t) {
    return t->tv_sec < 0 || t->tv_nsec < 0 || t->tv_nsec >= NANO;
}

static long sleep_timespec(const struct timespec *wanted, struct timespec *remaining) {
    int64_t left;
    if (bad(wanted)) {
        return -EINVAL;
    }
    long result = sleep_for(nanos_of(wanted->tv_sec, wanted->tv_nsec), &left);
    if (result == -EINTR && remaining) {
        *remaining = timespec_of(left);
    }
    return result;
}

EXPORT int nanosleep(const struct timespec *wanted, struct timespec *remaining) {
    return (int)failing(sleep_timespec(wanted, remaining));
}

/* Returns its error instead of setting errno. */
EXPORT int clock_nanosleep(int id, int flags, const struct timespec *wanted, struct timespec *remaining) {
    int64_t left;
    struct timespec now;
    if (id != CLOCK_REALTIME && id != CLOCK_MONOTONIC && id != CLOCK_BOOTTIME && id != CLOCK_TAI) {
        return (int)-kernel(SYS_clock_nanosleep, id, flags, (long)wanted, (long)remaining, 0, 0);
    }
    if (!(flags & TIMER_ABSTIME)) {
        return (int)-sleep_timespec(wanted, remaining);
    }
    if (bad(wanted)) {
        return EINVAL;
    }
    clock_gettime(id, &now);
    return (int)-sleep_for(nanos_of(wanted->tv_sec - now.tv_sec, wanted->tv_nsec - now.tv_nsec), &left);
}

EXPORT int usleep(unsigned micros) {
    int64_t left;
    return (int)failing(sleep_for(micros * (int64_t)1000, &left));
}

EXPORT unsigned sleep(unsigned seconds) {
    int64_t left;
    sleep_for(nanos_of(seconds, 0), &left);
    return (unsigned)((left + NANO - 1) / NANO);
}

/* ---- timers and sockets: these keep the rate at which they were set ---- */

static struct timeval divided_timeval(struct timeval t) {
    int64_t nanos = nanos_of(t.tv_sec, t.tv_usec * 1000);
    int64_t micros = nanos > 0 ? (divided(nanos) + 999) / 1000 : 0; /* above 0 stays so: 0 would mean never */
    return (struct timeval){micros / 1000000, micros % 1000000};
}

static struct timeval multiplied_timeval(struct timeval t) {
    int64_t micros = multiplied(nanos_of(t.tv_sec, t.tv_usec * 1000)) / 1000;
    return (struct timeval){micros / 1000000, micros % 1000000};
}

EXPORT int setitimer(int which, const struct itimerval *wanted, struct itimerval *old) {
    struct itimerval real;
    int scaled = which == ITIMER_REAL; /* the others count processor time */
    if (scaled && wanted) {
        real.it_interval = divided_timeval(wanted->it_interval);
        real.it_value = divided_timeval(wanted->it_value);
    }
    long result = kernel(SYS_setitimer, which, scaled && wanted ? (long)&real : (long)wanted, (long)old, 0, 0, 0);
    if (scaled && old && result == 0) {
        old->it_interval = multiplied_timeval(old->it_interval);
        old->it_value = multiplied_timeval(old->it_value);
    }
    return (int)failing(result);
}

/* Whole units of so many nanoseconds, rounded to the nearest and at least 1. */
static int divided_units(int units, int64_t unit) {
    int64_t result = units > 0 ? (divided(units * unit) + unit / 2) / unit : units;
    return units > 0 && result < 1 ? 1 : (int)(result < INT32_MAX ? result : INT32_MAX);
}

EXPORT int setsockopt(int socket, int level, int option, const void *value, unsigned size) {
    struct timeval time;
    int units;
    if (level == SOL_SOCKET && (option == SO_RCVTIMEO || option == SO_SNDTIMEO) && size >= sizeof time) {
        time = divided_timeval(*(const struct timeval *)value);
        value = &time;
    } else if (level == IPPROTO_TCP && size >= sizeof units &&
               (option == TCP_KEEPIDLE || option == TCP_KEEPINTVL || option == TCP_USER_TIMEOUT)) {
        units = divided_units(*(const int *)value, option == TCP_USER_TIMEOUT ? 1000000 : NANO);
        value = &units;
    }
    return (int)failing(kernel(SYS_setsockopt, socket, level, option, (long)value, size, 0));
}
