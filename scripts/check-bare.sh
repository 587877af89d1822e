#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs what README says on systems that have nothing: in roots made by debootstrap (minbase), from a clone of what is
# committed here: the demo, the commands of Install as they are printed, the installed tools, and uninstalling.
#
#   scripts/check-bare.sh [--suite NAME]... [--mirror URL] [--cache FOLDER] [--test] [--keep]
#
#   --suite NAME    a release (default: bookworm and trixie); repeatable
#   --mirror URL    where its packages are (default: where apt gets those of this machine)
#   --cache FOLDER  keep the bare roots here, as NAME.tar, and use those that are there
#   --test          run scripts/run-tests.sh as well
#   --keep          keep the roots, and say where they are
#
# It needs root, debootstrap and namespaces. Exit status: 0 all passed, 1 something failed, 77 nothing could be tried.
set -uo pipefail

name=check-bare
# shellcheck source=scripts/bare-root.sh
source "$(dirname "${BASH_SOURCE[0]}")/bare-root.sh"
test=false

parse() {
    while [[ $# -gt 0 ]]; do
        case $1 in
            --test) test=true ;;
            -h | --help)
                sed -n '3,14s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
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

# Where npm of this machine gets packages, which the tests need, and whom it trusts there.
pass_npm_settings() {
    local registry authorities=/etc/ssl/certs/ca-certificates.crt
    registry=$(npm config get registry 2> /dev/null) || return 0
    printf 'registry=%s\n' "$registry" > "$1/root/.npmrc"
    [[ -f $authorities ]] || return 0
    cp "$authorities" "$1/root/authorities.crt"
    printf 'cafile=/root/authorities.crt\n' >> "$1/root/.npmrc"
}

# The commands of README's section Install; root needs no sudo, and a bare system has none.
install_commands() {
    # shellcheck disable=SC2016 # the marks of a block of code
    sed -n '/^## Install/,/^## /p' "$root/README.md" | sed -n '/^```sh/,/^```/p' | grep -v '^```' | sed 's/^sudo //'
}

# shellcheck disable=SC2016 # for the shell in the root
chain='zrelay & zsine & zmqcat -n 5 --timeout 60; kill $(jobs -p); wait'
# shellcheck disable=SC2016
small='for program in /usr/local/lib/zws/bin/*; do
    ! readelf --sections --wide "$program" | grep -F .debug_info || exit 1
done
for unit in /usr/local/lib/systemd/system/*; do
    grep -F "ExecStart=\"/usr/local/lib/zws/bin/" "$unit"
done
[[ $(stat -c %a /etc/zws) == 700 ]]'
gone='cmake -P build/release/uninstall.cmake
! find / -xdev \( -path /root -o -path /proc -o -path /dev \) -prune -o \
    \( -name "*zws*" -o -name "zrelay*" \) -print | grep .'

check() {
    local suite=$1 target=$folder/$1
    make_root "$suite" minbase || return
    git clone -q --no-hardlinks "$root" "$target/root/zws"
    step "$suite: packages" "$target" 'apt-get update -q && scripts/install-deps.sh' || return
    step "$suite: scripts/run-demo.sh" --offline "$target" 'scripts/run-demo.sh --no-browser --duration 5' || return
    step "$suite: Install" "$target" "$(install_commands)" || return
    step "$suite: what is installed" "$target" "$small"
    step "$suite: zsine | zrelay | zmqcat" --offline "$target" "$chain"
    step "$suite: packages to run" "$target" 'scripts/install-deps.sh --run'
    step "$suite: uninstall" "$target" "$gone"
    if $test; then
        pass_npm_settings "$target"
        step "$suite: scripts/run-tests.sh" "$target" 'scripts/run-tests.sh'
    fi
}

parse "$@"
begin_roots
for suite in "${suites[@]}"; do
    check "$suite"
done
end_roots
