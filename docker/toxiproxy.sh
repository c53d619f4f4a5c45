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

# Compiles below HOME alone, so that nothing of the host's Go caches is touched.
cat >"$work/compile" <<END
set -eu
export GOPATH="\$HOME/go" GOCACHE="\$HOME/cache" GOBIN="\$HOME/bin" GOFLAGS="-modcacherw ${GOFLAGS:-}"
export CGO_ENABLED=0 GOTOOLCHAIN=local
go install -trimpath -ldflags "-s -w -X $module.Version=$version" $module/cmd/server@v$version >&2
END

mkdir "$work/layer" "$work/home"
if fresh_enough; then
    say "compiling Toxiproxy $version with the host's $(go env GOVERSION)"
    HOME=$work/home sh "$work/compile"
    cp "$work/home/bin/server" "$work/layer/toxiproxy"
else
    need mmdebstrap mmdebstrap flock util-linux
    say "no Go 1.23 or newer here: compiling Toxiproxy $version in a scratch root with Go of suite $suite_with_go"
    # Names of the host's certificate files mean nothing in there; the certificates themselves do.
    certificates=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}
    unset SSL_CERT_FILE SSL_CERT_DIR
    [ ! -r "$certificates" ] || cp -L "$certificates" "$work/certificates"
    # /proc may be absent in there (no mounting in this sandbox): Go is told its root and starts no helper.
    root_of "$suite_with_go" /dev/null --format=null --include=golang-go,ca-certificates \
        --customize-hook="[ ! -e $work/certificates ] || cp $work/certificates \"\$1/etc/ssl/certs/ca-certificates.crt\"" \
        --customize-hook='mkdir -p "$1/build/.config/go/telemetry" && echo off >"$1/build/.config/go/telemetry/mode"' \
        --customize-hook="chroot \"\$1\" env HOME=/build GOROOT=/usr/lib/go sh <$work/compile" \
        --customize-hook="cp \"\$1/build/bin/server\" $work/home/server"
    cp "$work/home/server" "$work/layer/toxiproxy"
fi

chmod 755 "$work/layer" "$work/layer/toxiproxy"
tar -C "$work/layer" --owner=0 --group=0 --numeric-owner -cf "$work/layer.tar" .
archive "$tag" "{\"Entrypoint\":[\"/toxiproxy\"],\"Cmd\":[\"-host=0.0.0.0\"],\"ExposedPorts\":{\"8474/tcp\":{}},\"Labels\":{\"io.splitproof.server\":\"toxiproxy $version\"}}" "$target"
say "built $tag"
