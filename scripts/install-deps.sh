#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what is missing of what zws needs, with apt. Does nothing where all is there.
#
#   scripts/install-deps.sh [--build] [--test] [--bench] [--run] [--list]
#
#   --build  what building needs (the default)
#   --test   what scripts/run-tests.sh needs, building included
#   --bench  what tests/bench needs, building included
#   --run    what built tools need
#   --list   print the packages instead of installing them
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
    printf 'install-deps: error: %s\n' "$*" >&2
    exit 1
}

# The least version that CMake asks for: least TEXT-BEFORE-IT
least() {
    local found
    found=$(sed -n "s/.*$1\([0-9][0-9.]*\).*/\1/p" "$root/CMakeLists.txt")
    [[ -n $found ]] || fail "CMakeLists.txt has no version after '$1'"
    printf '%s\n' "$found"
}

cmake=$(least 'cmake_minimum_required(VERSION ')
boost=$(least 'find_package(Boost ')
json=$(least 'find_package(nlohmann_json ')
openssl=$(least 'find_package(OpenSSL ')
zmq=$(least 'libzmq>=')
cppzmq=$(least 'cppzmq>=')

# One requirement a line; alternatives are tried from left to right, '>=' asks for a version. Tests that need a
# package with '?' are skipped where a release does not have it: Ubuntu's browsers are snaps.
library_set="
libzmq3-dev>=$zmq
libboost-program-options$boost-dev|libboost-program-options-dev>=$boost
libboost-url$boost-dev|libboost-url-dev>=$boost
libssl-dev>=$openssl
zlib1g-dev
libzstd-dev
liburing-dev
libncurses-dev
libnats-dev
libprotobuf-dev
"
build_set="
g++>=4:12
cmake>=$cmake
ninja-build
pkg-config|pkgconf
$library_set
cppzmq-dev>=$cppzmq
libboost$boost-dev|libboost-dev>=$boost
nlohmann-json3-dev>=$json
libjs-jquery
libjs-jquery-flot
python3
ca-certificates
git
"
test_set='
catch2
libprotoc-dev
protobuf-compiler
python3
python3-protobuf
python3-yaml
python3-zmq
python3-numpy
python3-cbor2
chromium?
firefox-esr?
nodejs
npm
shellcheck
fish
zsh
mandoc
groff-base
jq
zstd
tmux
procps
curl
openssh-client
gnuplot-nox
nats-server
nginx
caddy?
haproxy?
openssl
iproute2
nftables
clang
clang-format
clang-tidy
libclang-rt-dev
'
bench_set='
python3
python3-zmq
python3-gevent
nodejs
npm
'

usage() {
    sed -n '3,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
}

# installed PACKAGE[>=VERSION]
installed() {
    local name=${1%%>=*} least version
    # Node from another source brings npm without a package of that name.
    if [[ $name == npm ]] && command -v npm > /dev/null; then
        return 0
    fi
    # shellcheck disable=SC2016 # dpkg's variables, not ours
    version=$(dpkg-query -W -f '${db:Status-Status} ${Version}' "$name" 2> /dev/null) || return 1
    [[ $version == "installed "* ]] || return 1
    [[ $1 == *'>='* ]] || return 0
    least=${1#*>=}
    dpkg --compare-versions "${version#installed }" ge "$least"
}

satisfied() {
    local alternatives alternative
    IFS='|' read -ra alternatives <<< "${1%\?}"
    for alternative in "${alternatives[@]}"; do
        if installed "$alternative"; then
            return 0
        fi
    done
    return 1
}

# Learns which versions apt would install of the packages that are named in requirements. One question for all: a system
# that keeps no cache of its lists reads them for each.
declare -A candidates
learn_candidates() {
    local name version
    local -a names
    mapfile -t names < <(printf '%s\n' "$@" | tr '|' '\n' | sed 's/>=.*//; s/?$//')
    while read -r name version; do
        candidates[$name]=$version
    done < <(LC_ALL=C apt-cache policy "${names[@]}" 2> /dev/null |
        awk '/^[^ ]/ { name = $1; sub(":$", "", name) } $1 == "Candidate:" && $2 != "(none)" { print name, $2 }')
}

# The first alternative that apt can install; nothing for one with '?' that it has not.
choose() {
    local alternatives alternative name version old=''
    IFS='|' read -ra alternatives <<< "${1%\?}"
    for alternative in "${alternatives[@]}"; do
        name=${alternative%%>=*}
        version=${candidates[$name]-}
        [[ -n $version ]] || continue
        if [[ $alternative == *'>='* ]] && dpkg --compare-versions "$version" lt "${alternative#*>=}"; then
            old+="; $name is $version here"
            continue
        fi
        printf '%s\n' "$name"
        return
    done
    if [[ $1 == *'?' ]]; then
        printf "install-deps: no package for '%s' in this release: tests that need it are skipped\n" "${1%\?}" >&2
        return
    fi
    fail "no package for '$1' in this release$old"
}

# dependencies PACKAGE...: lines of PACKAGE DEPENDENCY, as "libssl-dev libssl3(=3.0.17-1)"
dependencies() {
    apt-cache show --no-all-versions "$@" |
        awk '$1 == "Package:" { package = $2 }
             sub("^Depends: ", "") {
                 gsub(" ", ""); n = split($0, all, ","); for (i = 1; i <= n; ++i) print package, all[i]
             }'
}

# Prints the packages that programs need at run time which were built with these -dev packages: such a package asks for
# exactly its own version of them, or is nothing but a name for the -dev package of one version.
run_packages() {
    local package dependency
    local -a versioned=()
    while read -r package dependency; do
        case $dependency in
            "${package%-dev}"*-dev) versioned+=("$dependency") ;;
            *'-dev('*) ;;
            *'(='*) printf '%s\n' "${dependency%%[(:]*}" ;;
        esac
    done < <(dependencies "$@")
    [[ ${#versioned[@]} -eq 0 ]] || run_packages "${versioned[@]}"
}

as_root() {
    if [[ $(id -u) -eq 0 ]]; then
        "$@"
    else
        command -v sudo > /dev/null || fail "not root, and no sudo, for: $*"
        sudo "$@"
    fi
}

has_apt=false
if command -v apt-get > /dev/null && command -v dpkg-query > /dev/null; then
    has_apt=true
fi
list_only=false
run=false
wanted=''
for arg in "$@"; do
    case $arg in
        --build) wanted+=$build_set ;;
        --test) wanted+=$build_set$test_set ;;
        --bench) wanted+=$build_set$bench_set ;;
        --run) run=true ;;
        --list) list_only=true ;;
        -h | --help)
            usage
            exit 0
            ;;
        *)
            printf "install-deps: error: unknown argument '%s' (see --help)\n" "$arg" >&2
            exit 2
            ;;
    esac
done
if $run; then
    mapfile -t libraries < <(printf '%s' "$library_set" | sed '/^$/d')
    if $has_apt; then
        learn_candidates "${libraries[@]}"
    fi
    if $has_apt && ! $list_only && [[ ${#candidates[@]} -eq 0 ]]; then
        as_root apt-get update -q # a bare system does not know yet what there is
        learn_candidates "${libraries[@]}"
    fi
    packages=()
    if [[ ${#candidates[@]} -gt 0 ]]; then
        for requirement in "${libraries[@]}"; do
            package=$(choose "$requirement") # a failure in here ends the script
            packages+=("$package")
        done
        wanted+=$(run_packages "${packages[@]}")
    else
        wanted+=$library_set # the nearest to it that can be said
    fi
elif [[ -z $wanted ]]; then
    wanted=$build_set
fi
mapfile -t wanted < <(printf '%s\n' "$wanted" | sed '/^$/d' | awk '!seen[$0]++')

if $list_only; then
    printf '%s\n' "${wanted[@]%\?}"
    exit 0
fi
if ! $has_apt; then
    printf 'install-deps: this is not a Debian-like system; zws needs what these Debian packages contain:\n' >&2
    printf '  %s\n' "${wanted[@]%\?}" >&2
    exit 1
fi

missing=()
all_optional=true
for requirement in "${wanted[@]}"; do
    if ! satisfied "$requirement"; then
        missing+=("$requirement")
        [[ $requirement == *'?' ]] || all_optional=false
    fi
done
if [[ ${#missing[@]} -eq 0 ]]; then
    exit 0
fi

printf 'install-deps: installing %s\n' "${missing[*]%\?}"
as_root apt-get update -q || $all_optional
learn_candidates "${missing[@]}"
packages=()
for requirement in "${missing[@]}"; do
    package=$(choose "$requirement") # a failure in here ends the script
    [[ -z $package ]] || packages+=("$package")
done
[[ ${#packages[@]} -gt 0 ]] || exit 0
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${packages[@]}"
