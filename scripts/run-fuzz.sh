#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the fuzz targets and lets each run for a while, from its corpus and with its dictionary.
#
#   scripts/run-fuzz.sh [--seconds N] [NAME...]
#
#   --seconds N  how long each runs (default: 20)
#   NAME         a target, such as envelope (default: all)
#
# New inputs, and those that a target fails with, are in build/fuzz/found/NAME. Exit status: 0 nothing was found, 1
# something was, 2 wrong usage.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=20
names=()
failed=()

usage_error() {
    printf 'run-fuzz: error: %s (see --help)\n' "$*" >&2
    exit 2
}

while [[ $# -gt 0 ]]; do
    case $1 in
        --seconds)
            seconds=${2-}
            [[ $seconds =~ ^[1-9][0-9]*$ ]] || usage_error "--seconds '$seconds': not a number of seconds"
            shift
            ;;
        -h | --help)
            sed -n '3,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
            exit 0
            ;;
        *)
            [[ -d tests/fuzz/corpus/$1 ]] || usage_error "there is no target '$1'"
            names+=("$1")
            ;;
    esac
    shift
done

scripts/build.sh fuzz
[[ ${#names[@]} -gt 0 ]] || mapfile -t names < <(ls tests/fuzz/corpus)
for name in "${names[@]}"; do
    found=build/fuzz/found/$name
    mkdir -p "$found"
    printf '\n== %s\n' "$name"
    build/fuzz/tests/fuzz/"$name"_fuzz -max_total_time="$seconds" -timeout=20 -artifact_prefix="$found/" \
        -dict="tests/fuzz/dictionaries/$name.dict" "$found" "tests/fuzz/corpus/$name" || failed+=("$name")
done
[[ ${#failed[@]} -eq 0 ]] || {
    printf '\nfailed: %s\n' "${failed[*]}"
    exit 1
}
