#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the tools and runs zsine | zrelay | zws2browser, the plot opened in two browser windows.
# Everything ends on Ctrl-C, after --duration, or when one of the tools fails.
#
#   scripts/run-demo.sh [--no-browser] [--duration SEC] [--rate HZ] [--series N]
#
#   --no-browser    only print the address
#   --duration SEC  end after SEC seconds (default: on Ctrl-C)
#   --rate HZ       samples a second of each series (default: 10)
#   --series N      N named series instead of one without a name
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
page=http://127.0.0.1:8000/graph.html
browser=true
sine_flags=(--period 10)
bin=${ZWS_BIN_DIR-} # tests bring their own build
child_pids=()
child_names=()
folder=''

say() {
    printf 'run-demo: %s\n' "$*" >&2
}

fail() {
    say "error: $*"
    exit 1
}

usage_error() {
    say "error: $* (see --help)"
    exit 2
}

parse() {
    while [[ $# -gt 0 ]]; do
        case $1 in
            --no-browser) browser=false ;;
            -h | --help)
                sed -n '3,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
                exit 0
                ;;
            --duration | --rate | --series)
                [[ $# -ge 2 ]] || usage_error "$1 needs a value"
                value_of "$1" "$2"
                shift
                ;;
            *) usage_error "unknown argument '$1'" ;;
        esac
        shift
    done
}

value_of() {
    local i
    if [[ $1 != --series ]]; then
        [[ $2 =~ ^[0-9]+([.][0-9]+)?$ || $1=$2 == --rate=max ]] || usage_error "$1 '$2': not a number"
        sine_flags+=("$1" "$2")
        return
    fi
    [[ $2 =~ ^[1-9][0-9]{0,2}$ ]] || usage_error "$1 '$2': not a number from 1 to 999"
    for ((i = 1; i <= $2; ++i)); do
        sine_flags+=(--series "wave-$i")
    done
}

check_ports() {
    local port
    for port in 5000 5001 8000 9999; do
        if (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then
            fail "port $port of 127.0.0.1 is in use; end what listens there (ss -ltnp 'sport = :$port' shows it)"
        fi
    done
}

# start TOOL [FLAG...]: returns once it is ready; what it says is passed on.
start() {
    local name=$1 fifo=$folder/$1 line from
    mkfifo "$fifo"
    # In a session of its own, so that Ctrl-C reaches the tools through us only, once and in order; should we be
    # killed, they end as well.
    setsid setpriv --pdeathsig TERM "$bin/$name" "${@:2}" 2> "$fifo" &
    child_pids+=($!)
    child_names+=("$name")
    exec {from}< "$fifo"
    while IFS= read -r -t 30 -u "$from" line; do
        printf '%s\n' "$line" >&2
        if [[ $line == "$name: ready: "* ]]; then
            cat <&"$from" >&2 & # ends with the tool
            exec {from}<&-
            return
        fi
    done
    fail "$name did not get ready"
}

stop_all() {
    local i
    trap '' INT TERM HUP
    # The source first, so that what it sent still gets through.
    for ((i = ${#child_pids[@]} - 1; i >= 0; --i)); do
        kill -TERM "${child_pids[i]}" 2> /dev/null || true
        wait "${child_pids[i]}" 2> /dev/null || true
    done
    [[ -z $folder ]] || rm -rf "$folder"
}

open_page() {
    if $browser && [[ -n ${DISPLAY-}${WAYLAND_DISPLAY-} ]] && command -v xdg-open > /dev/null; then
        say "opening $page twice"
        xdg-open "$page" > /dev/null 2>&1 || say "xdg-open failed; open $page yourself"
        xdg-open "$page" > /dev/null 2>&1 || true
    else
        say "open $page"
    fi
}

# Waits until a tool ends. Only zsine may, when its duration is over.
await_end() {
    local ended=0 status=0 i
    wait -n -p ended "${child_pids[@]}" || status=$?
    for i in "${!child_pids[@]}"; do
        if [[ ${child_pids[i]} == "$ended" && (${child_names[i]} != zsine || $status -ne 0) ]]; then
            fail "${child_names[i]} ended with status $status"
        fi
    done
}

parse "$@"
if [[ -z $bin ]]; then
    "$root/scripts/install-deps.sh" --build
    "$root/scripts/build.sh" release tools/all
    bin=$root/build/release/bin
fi
check_ports
trap stop_all EXIT
trap 'exit 0' INT TERM HUP
folder=$(mktemp -d)
start zrelay
start zws2browser
start zsine --verbose "${sine_flags[@]}"
open_page
await_end
