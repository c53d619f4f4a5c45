#!/bin/sh
# Builds an image of something that stands beside Redis, from distribution packages: part.sh KIND SUITE TAG OUTPUT.tar
# Every one of them has sh; those that look at a Redis have its command line and timeout. Load it with: docker load -i OUTPUT.tar
set -eu
[ $# = 4 ] || { echo "usage: $0 nft|keepalived|pacemaker|haproxy|postgres SUITE TAG OUTPUT.tar" >&2 && exit 64; }
kind=$1 release=$2 tag=$3 target=$4
. "$(dirname "$0")/common.sh"
# named: the package whose version is the image's. unneeded: what a package brings and no run uses.
named=$kind unneeded=/nothing
case $kind in
nft) packages=nftables,iproute2 named=nftables ;;
keepalived) packages=keepalived,iproute2,redis-tools ;;
pacemaker) packages=pacemaker,pacemaker-cli-utils,corosync,resource-agents,iproute2,redis-tools ;;
haproxy) packages=haproxy ;;
postgres) packages=postgresql named='postgresql-[0-9]*' unneeded='/usr/lib/*/libLLVM*' ;; # of the JIT; it is optional
*) die "the kind of part should be nft, keepalived, pacemaker, haproxy or postgres but is $kind" ;;
esac
scratch
need mmdebstrap mmdebstrap flock util-linux

say "installing $packages from suite $release into an empty root"
# Programs of PostgreSQL are not on Debian's PATH, and its package makes a database that no run uses.
# shellcheck disable=SC2016
root_of "$release" "$work/layer.tar" --format=tar --skip=output/dev --include="$packages" \
    --dpkgopt="path-exclude=$unneeded" --dpkgopt='path-exclude=/usr/lib/postgresql/*/lib/bitcode/*' \
    --dpkgopt='path-exclude=/usr/lib/postgresql/*/lib/llvmjit*' \
    --customize-hook='for each in "$1"/usr/lib/postgresql/*/bin/*; do [ ! -e "$each" ] || ln -s "${each#"$1"}" "$1/usr/local/bin/"; done' \
    --customize-hook='rm -rf "$1"/var/lib/postgresql/*/main "$1"/etc/postgresql/*/main' \
    --customize-hook='[ ! -d "$1/var/lib/postgresql" ] || chroot "$1" install -d -o postgres -g postgres /run/postgresql' \
    --customize-hook="chroot \"\$1\" dpkg-query -W -f '\${Version}\\n' '$named' >$work/version"
version=$(sed -n 's/^\([0-9]*:\)\{0,1\}\([0-9][0-9.]*\).*/\2/p' "$work/version" | sed -n 1p)
[ -n "$version" ] || die "the package database says of $named: $(cat "$work/version")"
archive "$tag" "{\"Cmd\":[\"sh\"],\"Env\":[\"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\"],\"Labels\":{\"io.splitproof.server\":\"$kind $version\",\"io.splitproof.suite\":\"$release\"}}" "$target"
say "built $tag: $kind $version"
