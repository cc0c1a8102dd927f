# shellcheck shell=bash
# Finds Swift, or installs it the official way: swiftly from swift.org, with its signature checked.

# shellcheck source=scripts/lib/setup.sh
. "${BASH_SOURCE[0]%/*}/setup.sh"

oldest_swift=6.2
# The toolchain that is installed where there is none, and the installer that brings it.
wanted_swift=6.3
swiftly_version=1.1.1
# Tests put a server of their own in these places.
swiftly_downloads=${HAKARU_SWIFTLY_DOWNLOADS:-https://download.swift.org/swiftly/linux}
swift_keys=${HAKARU_SWIFT_KEYS:-https://www.swift.org/keys/all-keys.asc}

swiftly_env=${SWIFTLY_HOME_DIR:-${HOME:-/nonexistent}/.local/share/swiftly}/env.sh

# The version of the `swift` on the path, such as 6.3.1; empty where there is none.
swift_version() {
    { swift --version 2>/dev/null || true; } | sed -nE 's/.*Swift version ([0-9]+(\.[0-9]+)+).*/\1/p'
}

# at_least VERSION OLDEST
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]; }

# ensure_swift MAY_INSTALL: ends unless a new enough Swift is on the path afterwards. MAY_INSTALL is yes or ask.
ensure_swift() {
    local version answer
    if command -v swift >/dev/null && [ -z "$(swift_version)" ]; then
        say "There is a swift that does not start: $(swift --version 2>&1 | head -n 1)"
        install_missing "$toolchain_needs"
    fi
    version=$(swift_version)
    if { [ -z "$version" ] || ! at_least "$version" "$oldest_swift"; } && [ -f "$swiftly_env" ]; then
        use_swiftly
        version=$(swift_version)
    fi
    if [ -n "$version" ] && at_least "$version" "$oldest_swift"; then
        say "Swift $version"
        return
    fi
    say "${version:+Swift $version is here, and }Swift $oldest_swift or newer is needed."
    say "The official way is swiftly, from swift.org. This is what will run:"
    say "  download swiftly-$swiftly_version-$(uname -m).tar.gz and its signature from $swiftly_downloads"
    say "  check the signature with the keys of $swift_keys, in a key ring of its own"
    say "  ./swiftly init --assume-yes --skip-install   (into ${swiftly_env%/*}; it adds a line to your shell's profile)"
    say "  swiftly install --assume-yes --use $wanted_swift   (about 1 GB; swiftly checks the toolchain's signature)"
    if [ "$1" != yes ]; then
        [ -t 0 ] || fail "no Swift $oldest_swift or newer" \
            "Run this again with --install-swift, or install it by hand: https://www.swift.org/install/linux/"
        read -r -p "Install Swift $wanted_swift this way? [y/N] " answer
        case $answer in
        y | Y | yes) ;;
        *) fail "no Swift $oldest_swift or newer" "By hand: https://www.swift.org/install/linux/" ;;
        esac
    fi
    install_swift
    [ "$dry_run" = 0 ] || return 0
    version=$(swift_version)
    { [ -n "$version" ] && at_least "$version" "$oldest_swift"; } ||
        fail "swiftly ended, but there is no Swift $oldest_swift on the path" "Look at: swiftly list"
    say "Swift $version"
}

use_swiftly() {
    # shellcheck source=/dev/null
    . "$swiftly_env"
    hash -r
}

install_swift() {
    install_missing "$toolchain_needs$download_needs"
    local archive folder
    archive=swiftly-$swiftly_version-$(uname -m).tar.gz
    folder=$(mktemp -d)
    # The folder holds the archive and a key ring, and goes whatever happens.
    # shellcheck disable=SC2064
    trap "rm -rf -- '$folder'" EXIT
    download "$swiftly_downloads/$archive" "$folder/$archive"
    download "$swiftly_downloads/$archive.sig" "$folder/$archive.sig"
    download "$swift_keys" "$folder/keys.asc"
    mkdir -m 700 "$folder/keyring"
    change gpg --homedir "$folder/keyring" --batch --quiet --import "$folder/keys.asc"
    change gpg --homedir "$folder/keyring" --batch --quiet --verify "$folder/$archive.sig" "$folder/$archive" ||
        fail "the signature of $archive is not one of swift.org's; nothing of it was run"
    change tar -xzf "$folder/$archive" -C "$folder"
    change "$folder/swiftly" init --assume-yes --skip-install --quiet-shell-followup
    [ "$dry_run" = 1 ] || use_swiftly
    change swiftly install --assume-yes --use "$wanted_swift"
    hash -r
    rm -rf -- "$folder"
    trap - EXIT
}

download() {
    local protocol='=https'
    # Plain http is for a server on this machine only.
    case $1 in http://127.0.0.1:*) protocol='=http' ;; esac
    change curl --proto "$protocol" --fail --silent --show-error --location --retry 3 --output "$2" "$1" ||
        fail "could not download $1"
}
