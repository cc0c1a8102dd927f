# shellcheck shell=bash disable=SC2034 # the lists are read by those who source this
# What scripts/quickstart and scripts/test share: say what is done, find what is missing, install it.
# Sourced; the caller has set `set -euo pipefail` and `cd`ed to the top of the project.

# 1: print the commands that change the machine, run none of them.
dry_run=0

say() { printf '%s\n' "$*" >&2; }
step() { printf '\n== %s\n' "$*" >&2; }

# fail MESSAGE [HINT...]: says why, then what helps, and ends.
fail() {
    printf '\n%s: %s\n' "${0##*/}" "$1" >&2
    shift
    [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
    exit 1
}

# change COMMAND...: shows a command that changes the machine, and runs it unless this is a dry run.
change() {
    local shown
    printf -v shown ' %q' "$@"
    say "+$shown"
    [ "$dry_run" = 1 ] || "$@"
}

# as_root COMMAND...: `change`, with sudo only where it is needed.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        change "$@"
    elif command -v sudo >/dev/null; then
        change sudo "$@"
    else
        fail "this needs root, and there is no sudo" "Run as root: $*"
    fi
}

# Debian package, and how to see that what it gives is there, wherever it came from: lib (pkg-config), tool, file, python.
# To build and run; the compiler links with GNU's tools.
build_needs='
git                   tool    git
ca-certificates       file    /etc/ssl/certs/ca-certificates.crt
pkg-config            tool    pkg-config
libcurl4-openssl-dev  lib     libcurl
libsqlite3-dev        lib     sqlite3
zlib1g-dev            lib     zlib
libbrotli-dev         lib     libbrotlidec
tzdata                file    /usr/share/zoneinfo/Asia/Tokyo
binutils              tool    ld
gcc                   tool    gcc
libc6-dev             file    /usr/include/stdio.h
libstdc++-dev         cxx     stdc++
'
# To test: the checks are Python, the transfer tests make certificates of their own, the simulator has its own environment.
test_needs='
make                  tool    make
openssl               tool    openssl
python3               tool    python3
python3-venv          python  ensurepip
'
# Tests and checks that need these are skipped without them, and say so. Installed only where CI is set: nginx starts a
# server as soon as it is installed.
extra_needs='
faketime              tool    faketime
nginx                 tool    nginx
shellcheck            tool    shellcheck
'
# What Swift's own tools are linked with, by swift.org's list for Debian and Ubuntu.
toolchain_needs='
libncurses-dev        file    /usr/include/ncurses.h
libxml2-dev           lib     libxml-2.0
libedit-dev           lib     libedit
libpython3-dev        python_h python3
'
# To download and verify an installer.
download_needs='
curl                  tool    curl
gnupg                 tool    gpg
'

is_there() {
    case $1 in
    tool) command -v "$2" >/dev/null || [ -x "/usr/sbin/$2" ] ;;
    lib) command -v pkg-config >/dev/null && pkg-config --exists "$2" ;;
    file) [ -e "$2" ] ;;
    python) command -v python3 >/dev/null && python3 -c "import $2" 2>/dev/null ;;
    python_h) compgen -G "/usr/include/$2*/Python.h" >/dev/null ;;
    cxx) compgen -G "/usr/include/c++/*/vector" >/dev/null ;;
    *) fail "no way to look for a $1" ;;
    esac
}

# missing LIST: the packages of a list whose thing is not there, one a line.
missing() {
    local package kind name
    while read -r package kind name; do
        [ -n "$package" ] || continue
        is_there "$kind" "$name" || printf '%s\n' "$package"
    done <<<"$1"
}

# install_missing LIST: installs what is not there. Nothing is asked and nothing is touched where all of it is.
install_missing() {
    local packages
    mapfile -t packages < <(missing "$1")
    [ ${#packages[@]} -gt 0 ] || return 0
    # Which version of the C++ library, only the compiler's package knows; g++ brings the right one.
    packages=("${packages[@]/#libstdc++-dev/g++}")
    say "Missing: ${packages[*]}"
    if ! command -v apt-get >/dev/null; then
        fail "only Debian's and Ubuntu's packages are known here" \
            "Install what gives the same on this system, then run this again: ${packages[*]}"
    fi
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"
    [ "$dry_run" = 1 ] || [ -z "$(missing "$1")" ] ||
        fail "still missing after the installation: $(missing "$1" | tr '\n' ' ')"
}
