#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the Debian packages of what is committed here, in roots made by debootstrap (buildd), and asks lintian about
# them.
#
#   scripts/build-packages.sh [--suite NAME]... [--output FOLDER] [--mirror URL] [--cache FOLDER] [--keep]
#
#   --suite NAME     a release (default: bookworm and trixie); repeatable
#   --output FOLDER  where the packages go, a folder for each release (default: build/packages)
#   --mirror URL     where its packages are (default: where apt gets those of this machine)
#   --cache FOLDER   keep the bare roots here, as NAME-buildd.tar, and use those that are there
#   --keep           keep the roots, and say where they are
#
# The same commit makes the same packages, bit by bit. It needs root, debootstrap and namespaces. Exit status: 0 all
# passed, 1 something failed, 77 nothing could be tried.
set -uo pipefail

name=build-packages
# shellcheck source=scripts/bare-root.sh
source "$(dirname "${BASH_SOURCE[0]}")/bare-root.sh"
output=$root/build/packages

parse() {
    while [[ $# -gt 0 ]]; do
        case $1 in
            --output)
                [[ -n ${2-} ]] || usage_error "$1 needs a value"
                output=$2
                shift
                ;;
            -h | --help)
                sed -n '3,15s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
                exit 0
                ;;
            *)
                root_option "$@" || usage_error "unknown argument '$1'"
                ! $took_value || shift
                ;;
        esac
        shift
    done
}

# The version of the package, and that of zws: 0.1.0-1 and 0.1.0.
version=$(sed -n '1s/.*(\(.*\)).*/\1/p' "$root/packaging/debian/changelog")
upstream=${version%-*}

# The source as Debian wants it: an archive of what is committed, and debian/ beside it.
put_source() {
    local target=$1/root
    git -C "$root" -c tar.umask=0022 archive --prefix="zws-$upstream/" HEAD |
        xz -9 --threads=1 > "$target/zws_$upstream.orig.tar.xz"
    tar -C "$target" -xf "$target/zws_$upstream.orig.tar.xz"
    mv "$target/zws-$upstream" "$target/zws"
    cp -r "$target/zws/packaging/debian" "$target/zws/debian"
}

build() {
    local suite=$1 target=$folder/$1
    make_root "$suite" buildd || return
    put_source "$target"
    step "$suite: what building needs" "$target" 'apt-get update -q && apt-get build-dep -qy ./' || return
    step "$suite: packages" "$target" 'dpkg-buildpackage -us -uc' || return
    mkdir -p "$output/$suite"
    find "$target/root" -maxdepth 1 -type f -name 'zws*' -exec cp {} "$output/$suite" \;
    step "$suite: lintian" "$target" 'apt-get install -qy --no-install-recommends lintian
        lintian --pedantic --display-info --fail-on error,warning,info,pedantic ../*.changes'
}

parse "$@"
begin_roots
for suite in "${suites[@]}"; do
    build "$suite"
done
end_roots
