#!/bin/sh
# Starts a container engine on Debian or Ubuntu, installing it first where it is missing: engine.sh
# As root. The daemon outlives this script; what it says goes to /var/log/splitproof-dockerd.log.
set -eu
. "$(dirname "$0")/common.sh"
log=/var/log/splitproof-dockerd.log
socket=/var/run/docker.sock

# True when the process in a pid file lives and is the program named: owned_by FILE PROGRAM
owned_by() {
    [ -s "$1" ] && [ "$(cat "/proc/$(cat "$1")/comm" 2>/dev/null)" = "$2" ]
}

# A daemon that was killed leaves its pid files; after a restart their numbers may belong to anybody.
clear_stale() {
    owned_by /var/run/docker.pid dockerd && return 1
    rm -f /var/run/docker.pid "$socket"
    managed=/var/run/docker/containerd
    owned_by $managed/containerd.pid containerd || rm -f $managed/containerd.pid $managed/containerd.sock
}

# Waits until the daemon says that it serves: the socket is there before, and may vanish again.
wait_until_serving() {
    for _ in $(seq 300); do
        ! grep -q 'API listen on' "$log" || return 0
        kill -0 "$1" 2>/dev/null || break
        sleep 0.2
    done
    say "--- last lines of $log"
    tail -n 15 "$log" >&2 2>/dev/null || true
    die "dockerd did not serve $socket within 60 s; see $log"
}

[ "$(id -u)" = 0 ] || die "only root can start a container engine"
need dockerd docker.io iptables iptables setsid util-linux

if [ -d /run/systemd/system ] && command -v systemctl >/dev/null 2>&1; then
    say "starting docker.service"
    timeout 90 systemctl start docker.service || die "docker.service did not start; see: journalctl -u docker.service"
elif clear_stale; then
    say "starting dockerd, log in $log"
    setsid dockerd >"$log" 2>&1 </dev/null &
    wait_until_serving $!
else
    say "dockerd runs already (pid $(cat /var/run/docker.pid))"
fi
