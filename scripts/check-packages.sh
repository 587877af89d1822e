#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Tries the packages that scripts/build-packages.sh has built, on systems that have nothing: they are installed, the
# tools carry a stream to a page, they are upgraded, removed and purged, and nothing is left.
#
#   scripts/check-packages.sh [--suite NAME]... [--packages FOLDER] [--recipes] [--mirror URL] [--cache FOLDER] [--keep]
#
#   --suite NAME       a release (default: bookworm and trixie); repeatable
#   --packages FOLDER  where the packages are, a folder for each release (default: build/packages)
#   --recipes          also run the tests of the packages: the recipes of README and manual
#   --mirror URL       where others are (default: where apt gets those of this machine)
#   --cache FOLDER     keep the bare roots here, as NAME-minbase.tar, and use those that are there
#   --keep             keep the roots, and say where they are
#
# It needs root, debootstrap and namespaces. Exit status: 0 all passed, 1 something failed, 77 nothing could be tried.
set -uo pipefail

name=check-packages
# shellcheck source=scripts/bare-root.sh
source "$(dirname "${BASH_SOURCE[0]}")/bare-root.sh"
packages=$root/build/packages
recipes=false

parse() {
    while [[ $# -gt 0 ]]; do
        case $1 in
            --recipes) recipes=true ;;
            --packages)
                [[ -n ${2-} ]] || usage_error "$1 needs a value"
                packages=$2
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

# What there is before anything of ours is: what others bring, and what purging leaves of them, is not ours.
others='apt-get update -q
apt-get install -qy --no-install-recommends curl gnuplot-nox groff-base iproute2 jq man-db nats-server openssl procps \
    protobuf-compiler python3-numpy python3-zmq zstd
apt-get install -qy --no-install-recommends -s ./zws*.deb | sed -n "s/^Inst \([^ ]*\).*/\1/p" | grep -v "^zws" |
    xargs apt-get install -qy --no-install-recommends'
# shellcheck disable=SC2016 # for the shell in the root
files='find / -xdev \( -path /root -o -path /proc -o -path /dev -o -path /var/cache -o -path /var/log \
    -o -path /var/lib/apt -o -path "/var/lib/dpkg/*-old" -o -path /tmp \) -prune -o -print | sort'
# shellcheck disable=SC2016
install='apt-get install -qy --no-install-recommends ./zws*.deb
[[ -L /usr/bin/zmqcat && ! $(readlink -f "$(command -v zcat)") =~ zws ]]
! find /etc/systemd -name "z*" | grep .'
# shellcheck disable=SC2016
chain='zrelay & zws2browser & zsine & zmqcat -n 3 --timeout 30
curl -sS --retry 10 --retry-connrefused http://127.0.0.1:8000/ | grep -i "<title"
kill $(jobs -p); wait'
upgrade='apt-get install -qy --reinstall --no-install-recommends ./zws*.deb'
# shellcheck disable=SC2016
test='mkdir -p /root/tests-of-packages && export AUTOPKGTEST_TMP=/root/tests-of-packages
for one in debian/tests/basics debian/tests/chain debian/tests/nats debian/tests/recipes; do
    $one
done'
purge='touch /etc/zws/zrelay.env
apt-get purge -qy "zws*"'

check() {
    local suite=$1 target=$folder/$1
    if ! compgen -G "$packages/$suite/*.deb" > /dev/null; then
        skip "$suite: there are no packages in $packages/$suite"
        return
    fi
    make_root "$suite" minbase || return
    mkdir "$target/root/zws"
    cp "$packages/$suite"/*.deb "$target/root/zws"
    rm -f "$target"/root/zws/*dbgsym*
    git -C "$root" archive HEAD | tar -C "$target/root/zws" -xf -
    cp -r "$target/root/zws/packaging/debian" "$target/root/zws/debian"
    step "$suite: packages of others" "$target" "$others" || return
    step "$suite: what is there before" "$target" "$files > /root/before" || return
    step "$suite: install" "$target" "$install" || return
    step "$suite: zrelay, zws2browser, zsine, zmqcat, the page" --offline "$target" "$chain"
    if $recipes; then
        step "$suite: tests of the packages" --offline "$target" "$test"
    fi
    step "$suite: upgrade" "$target" "$upgrade"
    step "$suite: purge" "$target" "$purge"
    step "$suite: nothing is left" "$target" "diff /root/before <($files)"
}

parse "$@"
begin_roots
for suite in "${suites[@]}"; do
    check "$suite"
done
end_roots
