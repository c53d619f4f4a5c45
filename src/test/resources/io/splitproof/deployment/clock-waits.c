/*
 * Measures each wait that the clock library wraps, and each clock, in real time: one line of "name value" for each.
 * Waits are asked for 1000 ms and print the real milliseconds that they took; clocks print how many milliseconds they
 * advanced during a real 100 ms.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <netinet/in.h>
#include <netinet/tcp.h>

static double real_millis(void) {
    struct timespec t;
    syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static double clock_millis(clockid_t id) {
    struct timespec t;
    clock_gettime(id, &t);
    return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static double day_millis(void) {
    struct timeval t;
    gettimeofday(&t, NULL);
    return t.tv_sec * 1e3 + t.tv_usec / 1e3;
}

static void pass_100_real_millis(void) {
    struct timespec t = {0, 100000000};
    syscall(SYS_nanosleep, &t, NULL);
}

static void nothing(int signal) {
    (void)signal;
}

#define TAKES(name, call)                                                                                              \
    do {                                                                                                               \
        double start = real_millis();                                                                                  \
        int result = (int)(call);                                                                                      \
        printf("%s %.2f %d\n", name, real_millis() - start, result);                                                   \
    } while (0)

#define ADVANCES(name, expression)                                                                                     \
    do {                                                                                                               \
        double real = real_millis(), start = (expression);                                                             \
        pass_100_real_millis();                                                                                        \
        double advanced = (expression)-start;                                                                          \
        printf("%s %.2f 0\n", name, advanced / (real_millis() - real) * 100);                                          \
    } while (0)

int main(void) {
    int epoll = epoll_create1(0);
    struct epoll_event event;
    struct timespec second = {1, 0}, left = {0, 0};
    struct timeval timeout = {1, 0};
    fd_set none;
    FD_ZERO(&none);

    TAKES("epoll_wait", epoll_wait(epoll, &event, 1, 1000));
    TAKES("epoll_wait_0", epoll_wait(epoll, &event, 1, 0));
    TAKES("epoll_pwait", epoll_pwait(epoll, &event, 1, 1000, NULL));
    TAKES("poll", poll(NULL, 0, 1000));
    TAKES("select", select(0, &none, NULL, NULL, &timeout));
    TAKES("nanosleep", nanosleep(&second, NULL));
    TAKES("clock_nanosleep", clock_nanosleep(CLOCK_MONOTONIC, 0, &second, NULL));
    struct timespec later;
    clock_gettime(CLOCK_REALTIME, &later);
    later.tv_sec++;
    TAKES("clock_nanosleep_absolute", clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &later, NULL));
    TAKES("usleep", usleep(1000000));
    TAKES("sleep", sleep(1));

    ADVANCES("monotonic", clock_millis(CLOCK_MONOTONIC));
    ADVANCES("boottime", clock_millis(CLOCK_BOOTTIME));
    ADVANCES("realtime", clock_millis(CLOCK_REALTIME));
    ADVANCES("gettimeofday", day_millis());
    ADVANCES("processor", clock_millis(CLOCK_PROCESS_CPUTIME_ID));
    printf("time_agrees %d 0\n", labs((long)(day_millis() / 1000) - time(NULL)) <= 1);

    /* A timer of 500 ms ends a sleep of 1000 ms in the middle. */
    struct itimerval half = {{0, 0}, {0, 500000}}, old;
    signal(SIGALRM, nothing);
    setitimer(ITIMER_REAL, &half, NULL);
    TAKES("interrupted", nanosleep(&second, &left));
    printf("interrupted_errno %d 0\n", errno == EINTR);
    printf("interrupted_left %.0f 0\n", left.tv_sec * 1e3 + left.tv_nsec / 1e6);
    setitimer(ITIMER_REAL, &half, NULL);
    half.it_value.tv_usec = 0;
    setitimer(ITIMER_REAL, &half, &old);
    printf("timer_left %.0f 0\n", old.it_value.tv_sec * 1e3 + old.it_value.tv_usec / 1e3);

    struct timespec bad = {0, 1000000000};
    printf("bad_sleep %d 0\n", nanosleep(&bad, NULL) == -1 && errno == EINVAL);
    printf("bad_epoll %d 0\n", epoll_wait(-1, &event, 1, 0) == -1 && errno == EBADF);

    int idle = 300, user = 5000, got, pair[2];
    socklen_t size = sizeof got;
    int tcp = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(tcp, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle);
    getsockopt(tcp, IPPROTO_TCP, TCP_KEEPIDLE, &got, &size);
    printf("keepidle_300 %d 0\n", got);
    idle = 1;
    setsockopt(tcp, IPPROTO_TCP, TCP_KEEPINTVL, &idle, sizeof idle);
    getsockopt(tcp, IPPROTO_TCP, TCP_KEEPINTVL, &got, &size);
    printf("keepintvl_1 %d 0\n", got);
    setsockopt(tcp, IPPROTO_TCP, TCP_USER_TIMEOUT, &user, sizeof user);
    getsockopt(tcp, IPPROTO_TCP, TCP_USER_TIMEOUT, &got, &size);
    printf("user_timeout_5000 %d 0\n", got);
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    struct timeval one = {1, 0};
    setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &one, sizeof one);
    char byte;
    TAKES("receive", recv(pair[0], &byte, 1, 0));
    return 0;
}
