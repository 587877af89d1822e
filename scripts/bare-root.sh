#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# To be read by scripts that try things on systems that have nothing: roots made by debootstrap, what runs in them, and
# how much of it went well. They have $name, their own name, before, and call begin_roots and end_roots.

# shellcheck disable=SC2034 # what is for who reads this

name=${name:?}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
suites=()
mirror=''
cache=''
keep=false
folder=''
passed=0
failed=0
skipped=0

say() {
    printf '%s: %s\n' "$name" "$*"
}

usage_error() {
    printf '%s: error: %s (see --help)\n' "$name" "$*" >&2
    exit 2
}

skip() {
    say "SKIPPED: $*"
    skipped=$((skipped + 1))
}

fail() {
    say "FAILED: $*"
    failed=$((failed + 1))
}

# What all these scripts understand: true where $1 was one of these, which takes two words with $took_value.
root_option() {
    took_value=true
    case $1 in
        --keep)
            keep=true
            took_value=false
            return
            ;;
        --suite | --mirror | --cache) [[ -n ${2-} ]] || usage_error "$1 needs a value" ;;
        *) return 1 ;;
    esac
    [[ $1 != --suite ]] || suites+=("$2")
    [[ $1 != --mirror ]] || mirror=${2%/}
    [[ $1 != --cache ]] || cache=$2
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

# make_root SUITE VARIANT: makes the bare root $folder/SUITE, whose apt finds its packages; or says why not.
make_root() {
    local suite=$1 variant=$2 target=$folder/$1 kept=$cache/$1-$2.tar
    if ! curl -sfL --max-time 60 -o "$folder/Release" "$mirror/dists/$suite/Release"; then
        skip "$suite: $mirror has no such release; --mirror names another"
        return 1
    fi
    mkdir "$target"
    if [[ -n $cache && -f $kept ]]; then
        tar -C "$target" --numeric-owner -xf "$kept"
    elif ! bootstrap "$suite" "$variant"; then
        fail "$suite: debootstrap"
        tail -n 5 "$folder/$suite.log"
        return 1
    elif [[ -n $cache ]]; then
        mkdir -p "$cache" && tar -C "$target" --numeric-owner -cf "$kept" .
    fi
    pass_apt_settings "$target"
}

# debootstrap has scripts for the releases that are older than it only.
bootstrap() {
    local suite=$1 variant=$2 components=main script=''
    if grep -q '^Components:.* universe' "$folder/Release"; then
        components=main,universe
    fi
    if [[ ! -e /usr/share/debootstrap/scripts/$suite ]]; then
        script=$(grep -q '^Origin: Ubuntu' "$folder/Release" && echo gutsy || echo sid)
    fi
    local -a include=()
    [[ $mirror != https:* ]] || include=(--include=ca-certificates)
    debootstrap --variant="$variant" --components=$components "${include[@]}" \
        "$suite" "$folder/$suite" "$mirror" ${script:+"$script"} > "$folder/$suite.log" 2>&1
}

# What this machine's apt needs to reach a mirror, for the apt of a root.
pass_apt_settings() {
    apt-config dump | grep -E '^Acquire::(https?::|Check-|Retries)' > "$1/etc/apt/apt.conf.d/90check-bare"
    cp -L /etc/resolv.conf "$1/etc/resolv.conf"
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
        mount --bind "$1" "$1" # not chroot(1), after which nobody may make namespaces for users, as tests do
        mount --rbind /dev "$1/dev"
        mount -t proc proc "$1/proc"
        cd "$1"
        pivot_root . mnt
        umount -l /mnt
        exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
            DEBIAN_FRONTEND=noninteractive ${http_proxy:+http_proxy="$http_proxy"} \
            ${https_proxy:+https_proxy="$https_proxy"} ${no_proxy:+no_proxy="$no_proxy"} \
            bash -euo pipefail -c "cd /root/zws; $2"' in_root "$1" "$2" "$net" < /dev/null
}

# step WHAT [--offline] ROOT COMMAND
step() {
    local what=$1 start=$SECONDS log
    shift
    log=$folder/${what//[^a-z]/-}.log
    local status=0
    in_root "$@" > "$log" 2>&1 || status=$?
    case $status in
        0)
            passed=$((passed + 1))
            say "ok: $what ($((SECONDS - start)) s)"
            ;;
        77) skip "$what: $(tail -n 1 "$log")" ;;
        *)
            fail "$what ($((SECONDS - start)) s)"
            tail -n 40 "$log"
            return 1
            ;;
    esac
}

# Nothing is mounted there outside of the namespaces; should anything be, it stays.
clean_up() {
    if $keep; then
        say "the roots are in $folder"
    else
        rm -rf --one-file-system "$folder"
    fi
}

# Ends the script where nothing can be tried here, and makes $folder otherwise.
begin_roots() {
    local reason
    reason=$(obstacle)
    if [[ -n $reason ]]; then
        skip "$reason"
        exit 77
    fi
    [[ ${#suites[@]} -gt 0 ]] || suites=(bookworm trixie)
    [[ -n $mirror ]] || mirror=$(mirror_of_apt)
    [[ -n $mirror ]] || usage_error "apt names no mirror; --mirror does"
    folder=$(mktemp -d "/var/tmp/$name.XXXXXX")
    trap clean_up EXIT
    trap 'exit 1' INT TERM HUP
}

end_roots() {
    say "$passed passed, $failed failed, $skipped skipped"
    [[ $failed -eq 0 ]] || exit 1
    [[ $passed -gt 0 ]] || exit 77
}
