# Shared by the recipes: progress lines, packages of the host, package mirrors, the image archive.
# Sourced, not run. The recipe that sources it has set `set -eu`.

say() { printf '%s\n' "$*" >&2; }

die() {
    say "error: $*"
    exit 1
}

# One scratch directory, removed however the recipe ends.
scratch() {
    work=$(mktemp -d "${TMPDIR:-/tmp}/splitproof-build.XXXXXXXX")
    trap 'rm -rf --one-file-system "$work"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    chmod 755 "$work" # mmdebstrap in unshare mode works under another uid
}

# Installs host packages that lack a command: need COMMAND PACKAGE [COMMAND PACKAGE]...
need() {
    missing=
    while [ $# -gt 1 ]; do
        command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
        shift 2
    done
    [ -n "$missing" ] || return 0
    [ "${SPLITPROOF_PROVISION:-auto}" != never ] ||
        die "this build needs$missing and SPLITPROOF_PROVISION=never forbids installing; install them by hand"
    [ "$(id -u)" = 0 ] || die "this build needs$missing; as root: apt-get install$missing"
    command -v apt-get >/dev/null 2>&1 ||
        die "this build needs$missing and apt-get is not here; recipes work on Debian and Ubuntu"
    say "installing$missing"
    # Two recipes may run at once; apt's own lock does not cover the package lists.
    (
        flock -w 300 9 || die "another package installation has held /run/splitproof-apt.lock for 300 s"
        # shellcheck disable=SC2086
        quiet_apt install $missing || { quiet_apt update && quiet_apt install $missing; }
    ) 9>"/run/splitproof-apt.lock"
}

quiet_apt() {
    DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 \
        --no-install-recommends "$@" >&2 9>&-
}

# Prints the host's package sources as "URI SUITE COMPONENT" lines; apt itself reads its configuration.
sources() {
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages'
}

host() { (. /etc/os-release && eval "printf '%s' \"\${$1:-}\""); }

# Prints "deb" lines for a suite. The host's own suite comes with its updates and security lines; another suite
# comes from the mirror that serves the host's, or from SPLITPROOF_DEBIAN_MIRROR on a host that is not Debian.
mirror_lines() {
    suite=$1 code=$(host VERSION_CODENAME)
    if [ "$suite" = "$code" ]; then
        own=$(sources | awk -v s="$suite" '$2 == s || index($2, s "-") == 1 { print "deb", $0 }' | grep -v -- '-backports ' || true)
        [ -z "$own" ] || { printf '%s\n' "$own" && return 0; }
    fi
    uri=${SPLITPROOF_DEBIAN_MIRROR:-}
    if [ -z "$uri" ]; then
        [ "$(host ID)" = debian ] ||
            die "suite $suite is Debian's and this is $(host PRETTY_NAME): set SPLITPROOF_DEBIAN_MIRROR to a Debian mirror"
        uri=$(sources | awk -v s="$code" '$3 == "main" && ($2 == s || $2 !~ /-/) { print $1; exit }')
    fi
    [ -n "$uri" ] || die "no package mirror found: apt's own configuration (apt-get indextargets) lists no main component"
    printf 'deb %s %s main\n' "$uri" "$suite"
}

# Makes a root file system: root_of SUITE OUTPUT [mmdebstrap option]...
root_of() {
    suite=$1 output=$2
    shift 2
    lines=$(mirror_lines "$suite") || exit 1
    # Proxies, time limits and validity checks as the host has them; left out of the result again.
    apt-config dump | grep -E '^Acquire::((http|https|ftp)::|Check-|Retries|ForceIPv|Languages)' >"$work/apt.$$" || true
    printf 'Acquire::Retries "3";\nDir::Etc::netrc "/etc/apt/auth.conf";\nDir::Etc::netrcparts "/etc/apt/auth.conf.d/";\n' >>"$work/apt.$$"
    printf '%s\n' "$lines" | mmdebstrap --quiet --variant=essential --aptopt="$work/apt.$$" \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/info/*' \
        "$@" \
        --customize-hook='rm -rf "$1"/etc/apt/apt.conf.d/99mmdebstrap "$1"/etc/apt/sources.list "$1"/etc/apt/sources.list.d' \
        --customize-hook='rm -f "$1"/etc/resolv.conf "$1"/etc/hostname' \
        "$suite" "$output" - >&2
}

sha() { sha256sum "$1" | cut -d' ' -f1; }

arch() {
    case $(uname -m) in
    x86_64) echo amd64 ;;
    aarch64) echo arm64 ;;
    armv7*) echo arm ;;
    *) uname -m ;;
    esac
}

# Wraps $work/layer.tar as an archive for "docker load": archive TAG CONFIG_JSON OUTPUT
archive() {
    layer=$(sha "$work/layer.tar")
    printf '{"architecture":"%s","os":"linux","created":"%s","config":%s,"rootfs":{"type":"layers","diff_ids":["sha256:%s"]},"history":[{"created_by":"splitproof recipe"}]}' \
        "$(arch)" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$2" "$layer" >"$work/config.json"
    config=$(sha "$work/config.json")
    mv "$work/config.json" "$work/$config.json"
    printf '[{"Config":"%s.json","RepoTags":["%s"],"Layers":["layer.tar"]}]' "$config" "$1" >"$work/manifest.json"
    tar -C "$work" -cf "$work/image.tar" manifest.json "$config.json" layer.tar
    mv "$work/image.tar" "$3"
}
