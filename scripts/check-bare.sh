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

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
suites=()
mirror=''
cache=''
test=false
keep=false
folder=''
passed=0
failed=0
skipped=0

say() {
    printf 'check-bare: %s\n' "$*"
}

usage_error() {
    printf 'check-bare: error: %s (see --help)\n' "$*" >&2
    exit 2
}

parse() {
    while [[ $# -gt 0 ]]; do
        case $1 in
            --test) test=true ;;
            --keep) keep=true ;;
            -h | --help)
                sed -n '3,14s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
                exit 0
                ;;
            --suite | --mirror | --cache)
                [[ -n ${2-} ]] || usage_error "$1 needs a value"
                [[ $1 != --suite ]] || suites+=("$2")
                [[ $1 != --mirror ]] || mirror=${2%/}
                [[ $1 != --cache ]] || cache=$2
                shift
                ;;
            *) usage_error "unknown argument '$1'" ;;
        esac
        shift
    done
    [[ ${#suites[@]} -gt 0 ]] || suites=(bookworm trixie)
}

skip() {
    say "SKIPPED: $*"
    skipped=$((skipped + 1))
}

# Prints why nothing can be tried on this machine; nothing where it can.
obstacle() {
    local program
    if [[ $(id -u) -ne 0 ]]; then
        printf 'not root\n'
        return
    fi
    for program in debootstrap unshare chroot ip git curl; do
        if ! command -v $program > /dev/null; then
            printf '%s is not installed\n' $program
            return
        fi
    done
    unshare --mount --pid --net --fork true 2> /dev/null || printf 'this machine does not allow namespaces\n'
}

# Where apt gets the packages of this machine's own release.
mirror_of_apt() {
    # shellcheck disable=SC2016 # apt's variables, not ours
    apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
        awk '$2 !~ /-/ { sub("/$", "", $1); print $1; exit }'
}

# Makes the bare root $folder/SUITE; debootstrap has scripts for the releases that are older than it only.
make_root() {
    local suite=$1 target=$folder/$1 components=main script=''
    mkdir "$target"
    if [[ -n $cache && -f $cache/$suite.tar ]]; then
        tar -C "$target" --numeric-owner -xf "$cache/$suite.tar"
        return
    fi
    if grep -q '^Components:.* universe' "$folder/Release"; then
        components=main,universe
    fi
    if [[ ! -e /usr/share/debootstrap/scripts/$suite ]]; then
        script=$(grep -q '^Origin: Ubuntu' "$folder/Release" && echo gutsy || echo sid)
    fi
    debootstrap --variant=minbase --components=$components ${https:+--include=ca-certificates} \
        "$suite" "$target" "$mirror" ${script:+"$script"} > "$folder/$suite.log" 2>&1 || return
    [[ -z $cache ]] || tar -C "$target" --numeric-owner -cf "$cache/$suite.tar" .
}

# What this machine's apt needs to reach a mirror, for the apt of a root.
pass_apt_settings() {
    apt-config dump | grep -E '^Acquire::(https?::|Check-|Retries)' > "$1/etc/apt/apt.conf.d/90check-bare"
    cp -L /etc/resolv.conf "$1/etc/resolv.conf"
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

# in_root [--offline] ROOT COMMAND: in namespaces, so that what is mounted or started there ends with the command.
# Offline it has loopback interfaces of its own, on which all ports are free.
in_root() {
    local net=''
    if [[ $1 == --offline ]]; then
        net=--net
        shift
    fi
    # shellcheck disable=SC2016 # for the inner shell
    timeout --kill-after=10 5400 unshare --mount --pid $net --fork --kill-child bash -euc '
        [[ -z $3 ]] || ip link set lo up
        mount -t proc proc "$1/proc"
        mount --rbind /dev "$1/dev"
        exec chroot "$1" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
            DEBIAN_FRONTEND=noninteractive ${http_proxy:+http_proxy="$http_proxy"} \
            ${https_proxy:+https_proxy="$https_proxy"} ${no_proxy:+no_proxy="$no_proxy"} \
            bash -euo pipefail -c "cd /root/zws; $2"' in_root "$1" "$2" "$net" < /dev/null
}

# The commands of README's section Install; root needs no sudo, and a bare system has none.
install_commands() {
    # shellcheck disable=SC2016 # the marks of a block of code
    sed -n '/^## Install/,/^## /p' "$root/README.md" | sed -n '/^```sh/,/^```/p' | grep -v '^```' | sed 's/^sudo //'
}

# step NAME [--offline] ROOT COMMAND
step() {
    local name=$1 start=$SECONDS log
    shift
    log=$folder/${name//[^a-z]/-}.log
    if in_root "$@" > "$log" 2>&1; then
        passed=$((passed + 1))
        say "ok: $name ($((SECONDS - start)) s)"
    else
        failed=$((failed + 1))
        say "FAILED: $name ($((SECONDS - start)) s)"
        tail -n 40 "$log"
        return 1
    fi
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
    local suite=$1 target=$folder/$1 https=''
    [[ $mirror != https:* ]] || https=yes
    if ! curl -sfL --max-time 60 -o "$folder/Release" "$mirror/dists/$suite/Release"; then
        skip "$suite: $mirror has no such release; --mirror names another"
        return
    fi
    if ! make_root "$suite"; then
        failed=$((failed + 1))
        say "FAILED: $suite: debootstrap"
        tail -n 5 "$folder/$suite.log"
        return
    fi
    pass_apt_settings "$target"
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

# Nothing is mounted there outside of the namespaces; should anything be, it stays.
clean_up() {
    if $keep; then
        say "the roots are in $folder"
    else
        rm -rf --one-file-system "$folder"
    fi
}

main() {
    local suite reason
    parse "$@"
    reason=$(obstacle)
    if [[ -n $reason ]]; then
        skip "$reason"
        exit 77
    fi
    [[ -n $mirror ]] || mirror=$(mirror_of_apt)
    [[ -n $mirror ]] || usage_error "apt names no mirror; --mirror does"
    folder=$(mktemp -d /var/tmp/check-bare.XXXXXX)
    trap clean_up EXIT
    trap 'exit 1' INT TERM HUP
    for suite in "${suites[@]}"; do
        check "$suite"
    done
    say "$passed passed, $failed failed, $skipped skipped"
    [[ $failed -eq 0 ]] || exit 1
    [[ $passed -gt 0 ]] || exit 77
}

main "$@"
