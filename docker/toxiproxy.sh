#!/bin/sh
# Builds an image of Toxiproxy from its Go module: toxiproxy.sh VERSION TAG OUTPUT.tar
# The image holds one static program. Load it with: docker load -i OUTPUT.tar
set -eu
[ $# = 3 ] || { echo "usage: $0 VERSION TAG OUTPUT.tar" >&2 && exit 64; }
version=$1 tag=$2 target=$3
. "$(dirname "$0")/common.sh"
scratch
module=github.com/Shopify/toxiproxy/v2
suite_with_go=trixie # the first Debian suite with Go 1.23 or newer

fresh_enough() {
    command -v go >/dev/null 2>&1 || return 1
    minor=$(go env GOVERSION 2>/dev/null | sed -n 's/^go1\.\([0-9]*\).*/\1/p')
    [ "${minor:-0}" -ge 23 ]
}

# Everything is written below one directory, so that nothing of the host's Go caches is touched.
install_with() {
    "$@" env HOME="$home" GOPATH="$home/go" GOCACHE="$home/cache" GOBIN="$home/bin" GOFLAGS="-modcacherw ${GOFLAGS:-}" \
        CGO_ENABLED=0 GOTOOLCHAIN=local \
        go install -trimpath -ldflags "-s -w -X $module.Version=$version" "$module/cmd/server@v$version" >&2
}

if fresh_enough; then
    say "compiling Toxiproxy $version with the host's $(go env GOVERSION)"
    home=$work/home
    mkdir -p "$home"
    install_with
    program=$home/bin/server
else
    need mmdebstrap mmdebstrap flock util-linux
    say "no Go 1.23 or newer here: unpacking Go of suite $suite_with_go into a scratch root"
    root_of "$suite_with_go" "$work/root" --variant=essential --format=directory --include=golang-go,ca-certificates
    for file in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt; do
        [ ! -r "$file" ] || { rm -f "$work/root$file" && cp -L "$file" "$work/root$file"; }
    done
    # Names of certificates on the host mean nothing in there.
    unset SSL_CERT_FILE SSL_CERT_DIR
    home=/build
    mkdir -p "$work/root$home"
    say "compiling Toxiproxy $version in the scratch root"
    install_with chroot "$work/root"
    program=$work/root$home/bin/server
fi

mkdir "$work/layer"
cp "$program" "$work/layer/toxiproxy"
chmod 755 "$work/layer" "$work/layer/toxiproxy"
tar -C "$work/layer" --owner=0 --group=0 --numeric-owner -cf "$work/layer.tar" .
archive "$tag" "{\"Entrypoint\":[\"/toxiproxy\"],\"Cmd\":[\"-host=0.0.0.0\"],\"ExposedPorts\":{\"8474/tcp\":{}},\"Labels\":{\"io.splitproof.server\":\"toxiproxy $version\"}}" "$target"
say "built $tag"
