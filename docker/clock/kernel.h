/*
 * The kernel as the clock library calls it: numbers, structures and one instruction for each architecture.
 *
 * Written out because the library is compiled without any libc's headers, so that one file serves glibc and musl. Only
 * calls that every architecture has are used; another architecture is one more table. Structures and constants are
 * those of all 64-bit Linux systems (socket options: not of MIPS, SPARC, PA-RISC and Alpha).
 */
#ifndef SPLITPROOF_KERNEL_H
#define SPLITPROOF_KERNEL_H

#if defined(__x86_64__) && defined(__LP64__)

enum {
    SYS_read = 0,
    SYS_write = 1,
    SYS_close = 3,
    SYS_setitimer = 38,
    SYS_setsockopt = 54,
    SYS_clock_gettime = 228,
    SYS_clock_nanosleep = 230,
    SYS_exit_group = 231,
    SYS_openat = 257,
    SYS_pselect6 = 270,
    SYS_ppoll = 271,
    SYS_epoll_pwait = 281,
    SYS_epoll_pwait2 = 441,
};

static long kernel(long number, long a, long b, long c, long d, long e, long f) {
    long result;
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

#elif defined(__aarch64__) && defined(__LP64__)

enum {
    SYS_epoll_pwait = 22,
    SYS_openat = 56,
    SYS_close = 57,
    SYS_read = 63,
    SYS_write = 64,
    SYS_pselect6 = 72,
    SYS_ppoll = 73,
    SYS_exit_group = 94,
    SYS_setitimer = 103,
    SYS_clock_gettime = 113,
    SYS_clock_nanosleep = 115,
    SYS_setsockopt = 208,
    SYS_epoll_pwait2 = 441,
};

static long kernel(long number, long a, long b, long c, long d, long e, long f) {
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    register long x5 __asm__("x5") = f;
    __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
    return x0;
}

#else
#error "the clock library knows the system calls of x86-64 and arm64 alone; add this architecture's table to kernel.h"
#endif

enum { EINTR = 4, EPERM = 1, EINVAL = 22, ENOSYS = 38 };

enum {
    CLOCK_REALTIME = 0,
    CLOCK_MONOTONIC = 1,
    CLOCK_MONOTONIC_RAW = 4,
    CLOCK_REALTIME_COARSE = 5,
    CLOCK_MONOTONIC_COARSE = 6,
    CLOCK_BOOTTIME = 7,
    CLOCK_REALTIME_ALARM = 8,
    CLOCK_BOOTTIME_ALARM = 9,
    CLOCK_TAI = 11,
};

enum { TIMER_ABSTIME = 1, ITIMER_REAL = 0 };

enum { AT_FDCWD = -100, O_RDONLY = 0, O_CLOEXEC = 02000000 };

enum { SOL_SOCKET = 1, SO_RCVTIMEO = 20, SO_SNDTIMEO = 21 };
enum { IPPROTO_TCP = 6, TCP_KEEPIDLE = 4, TCP_KEEPINTVL = 5, TCP_USER_TIMEOUT = 18 };

enum { SIGSET_SIZE = 8 };

struct timespec {
    long tv_sec, tv_nsec;
};

struct timeval {
    long tv_sec, tv_usec;
};

struct itimerval {
    struct timeval it_interval, it_value;
};

#endif
