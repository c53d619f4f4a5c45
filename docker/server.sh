#!/bin/sh
# Builds an image of Redis or Valkey from distribution packages: server.sh PACKAGE SUITE TAG OUTPUT.tar
# It holds the server, its Sentinel, its command line, timeout and sh; load it with: docker load -i OUTPUT.tar
set -eu
[ $# = 4 ] || { echo "usage: $0 redis|valkey SUITE TAG OUTPUT.tar" >&2 && exit 64; }
package=$1 release=$2 tag=$3 target=$4
. "$(dirname "$0")/common.sh"
scratch
need mmdebstrap mmdebstrap flock util-linux

say "installing $package from suite $release into an empty root"
root_of "$release" "$work/layer.tar" --format=tar --skip=output/dev \
    --include="$package-server,$package-sentinel,$package-tools" \
    --customize-hook='mkdir -p "$1/data"' \
    --customize-hook="chroot \"\$1\" $package-server --version >$work/version"
version=$(sed -n 's/.*[ =]v=\([0-9][0-9.]*\).*/\1/p' "$work/version")
[ -n "$version" ] || die "$package-server --version said: $(cat "$work/version")"
archive "$tag" "{\"Cmd\":[\"$package-server\"],\"WorkingDir\":\"/data\",\"Env\":[\"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\"],\"Labels\":{\"io.splitproof.server\":\"$package $version\",\"io.splitproof.suite\":\"$release\"}}" "$target"
say "built $tag: $package $version"
