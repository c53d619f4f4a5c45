/*
 * Prints, every 5 real milliseconds for so many, what the clocks say between two readings of the kernel's monotonic
 * clock: clock-watch MILLIS prints "before monotonic wall after" in nanoseconds.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long long nanos(struct timespec t) {
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(int count, char **words) {
    struct timespec before, monotonic, wall, after, pause = {0, 5000000};
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int left = count > 1 ? atoi(words[1]) : 0; left > 0; left -= 5) {
        syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &before);
        clock_gettime(CLOCK_MONOTONIC, &monotonic);
        clock_gettime(CLOCK_REALTIME, &wall);
        syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &after);
        printf("%lld %lld %lld %lld\n", nanos(before), nanos(monotonic), nanos(wall), nanos(after));
        syscall(SYS_nanosleep, &pause, NULL);
    }
    return 0;
}
