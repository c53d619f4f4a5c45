#!/bin/sh
# Compiles the clock library for this machine's architecture: clock.sh OUTPUT.so
# One file for glibc and musl alike: it needs no libc but for the place of errno. See clock/clock.c.
set -eu
[ $# = 1 ] || { echo "usage: $0 OUTPUT.so" >&2 && exit 64; }
target=$1
. "$(dirname "$0")/common.sh"
source=$(dirname "$0")/clock/clock.c
scratch
need gcc gcc flock util-linux

case $(arch) in
amd64) tuning= ;;
arm64) tuning=-mno-outline-atomics ;; # the outlined ones are in the compiler's library
*) die "the clock library knows x86-64 and arm64 alone; this is $(uname -m)" ;;
esac

say "compiling the clock library with $(gcc --version | sed -n 1p)"
# shellcheck disable=SC2086
gcc -std=c11 -O2 -Wall -Wextra -fPIC -shared -nostdlib -ffreestanding -fno-builtin -fno-stack-protector \
    -fno-asynchronous-unwind-tables -fvisibility=hidden -Wl,--build-id=none -Wl,-z,noexecstack $tuning \
    -o "$work/clock.so" "$source" >&2

# Anything else that is undefined would be some libc's, and might be missing from another's.
wanted=$(nm -D --undefined-only "$work/clock.so" | awk '{ print $NF }' | grep -v '^__errno_location$' || true)
[ -z "$wanted" ] || die "the compiled library calls $(echo $wanted); it should call nothing of a libc but __errno_location"
mv "$work/clock.so" "$target"
say "built the clock library for $(arch)"
