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

# One requirement a line; alternatives are tried from left to right, '>=' asks for a version.
build_set='
g++>=4:12
cmake>=3.22
ninja-build
pkg-config|pkgconf
libzmq3-dev
cppzmq-dev
libboost1.81-dev|libboost-dev>=1.81
libboost-program-options1.81-dev|libboost-program-options-dev>=1.81
libboost-url1.81-dev|libboost-url-dev>=1.81
nlohmann-json3-dev
libssl-dev
zlib1g-dev
liburing-dev
catch2
libnats-dev
libjs-jquery
libjs-jquery-flot
ca-certificates
git
'
test_set='
python3
python3-zmq
chromium
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
run_set='
libzmq5
zlib1g
liburing2
libssl3|libssl3t64
libboost-program-options1.81.0|libboost-program-options1.83.0
libboost-url1.81.0|libboost-url1.83.0
libnats3.4|libnats3.7t64|libnats
'

fail() {
    printf 'install-deps: error: %s\n' "$*" >&2
    exit 1
}

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
    IFS='|' read -ra alternatives <<< "$1"
    for alternative in "${alternatives[@]}"; do
        if installed "$alternative"; then
            return 0
        fi
    done
    return 1
}

# The first alternative that apt knows.
choose() {
    local alternatives alternative
    IFS='|' read -ra alternatives <<< "$1"
    for alternative in "${alternatives[@]}"; do
        if [[ -n $(apt-cache madison "${alternative%%>=*}" 2> /dev/null) ]]; then
            printf '%s\n' "${alternative%%>=*}"
            return
        fi
    done
    fail "no package for '$1' in this release"
}

list_only=false
wanted=''
for arg in "$@"; do
    case $arg in
        --build) wanted+=$build_set ;;
        --test) wanted+=$build_set$test_set ;;
        --bench) wanted+=$build_set$bench_set ;;
        --run) wanted+=$run_set ;;
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
wanted=${wanted:-$build_set}
mapfile -t wanted < <(printf '%s' "$wanted" | sed '/^$/d' | awk '!seen[$0]++')

if $list_only; then
    printf '%s\n' "${wanted[@]}"
    exit 0
fi
if ! command -v apt-get > /dev/null || ! command -v dpkg-query > /dev/null; then
    printf 'install-deps: this is not a Debian-like system; zws needs what these Debian packages contain:\n' >&2
    printf '  %s\n' "${wanted[@]}" >&2
    exit 1
fi

missing=()
for requirement in "${wanted[@]}"; do
    if ! satisfied "$requirement"; then
        missing+=("$requirement")
    fi
done
if [[ ${#missing[@]} -eq 0 ]]; then
    exit 0
fi

as_root=()
if [[ $(id -u) -ne 0 ]]; then
    command -v sudo > /dev/null || fail "not root, and no sudo, to install: ${missing[*]}"
    as_root=(sudo)
fi
printf 'install-deps: installing %s\n' "${missing[*]}"
"${as_root[@]}" apt-get update -q
packages=()
for requirement in "${missing[@]}"; do
    package=$(choose "$requirement") # a failure in here ends the script
    packages+=("$package")
done
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${packages[@]}"
