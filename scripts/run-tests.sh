#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what is missing, builds, and runs every check of zws. Goes on after a failure; the last line counts.
#
#   scripts/run-tests.sh [--preset dev|release|asan|tsan]
#
# Presets other than dev run the unit, command-line and fuzz tests only.
set -uo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
preset=dev
passed=0
failed=0
failures=()
unsteady=()

usage_error() {
    printf 'run-tests: error: %s (see --help)\n' "$*" >&2
    exit 2
}

while [[ $# -gt 0 ]]; do
    case $1 in
        --preset)
            preset=${2-}
            shift
            ;;
        -h | --help)
            sed -n '3,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
            exit 0
            ;;
        *) usage_error "unknown argument '$1'" ;;
    esac
    shift
done
case $preset in
    dev | release | asan | tsan) ;;
    *) usage_error "--preset '$preset': not one of dev, release, asan, tsan" ;;
esac

# step NAME COMMAND...: runs it and keeps count.
step() {
    local name=$1 start=$SECONDS
    shift
    printf '\n== %s\n' "$name"
    if "$@"; then
        passed=$((passed + 1))
        printf 'ok: %s (%d s)\n' "$name" $((SECONDS - start))
    else
        failed=$((failed + 1))
        failures+=("$name")
        printf 'FAILED: %s (%d s)\n' "$name" $((SECONDS - start))
        return 1
    fi
}

# Counts each test of CTest by itself. Most of them wait for something half of their time. One that fails on a busy
# machine and passes when it is run again is named: that is a fault too, of the test or of what it tests. What a
# sanitizer finds is never luck: under one nothing is run again.
ctest_step() {
    local log=build/$preset/ctest.log start=$SECONDS name
    local -a select=()
    local -a repeat=(--repeat until-pass:2)
    [[ $preset != [at]san ]] || repeat=()
    [[ $preset == dev ]] || select=(-R '^(unit|cli|fuzz)\.')
    printf '\n== tests\n'
    ctest --test-dir "build/$preset" --no-tests=error --output-on-failure -j "$((2 * $(nproc)))" \
        "${repeat[@]}" "${select[@]}" 2>&1 | tee "$log"
    local status=${PIPESTATUS[0]}
    passed=$((passed + $(grep -cE '^ *([0-9]+/[0-9]+ )?Test +#[0-9]+: .* Passed' "$log")))
    while read -r name; do
        failed=$((failed + 1))
        failures+=("$name")
    done < <(sed -n '/^The following tests FAILED:/,$s/^[[:space:]]*[0-9]* - \([^ ]*\) .*/\1/p' "$log")
    while read -r name; do
        [[ " ${failures[*]} " == *" $name "* ]] || unsteady+=("$name")
    done < <(sed -nE 's/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: ([^ ]+) .*\*\*\*(Failed|Timeout|Exception).*/\1/p' "$log")
    if [[ $status -ne 0 && ${#failures[@]} -eq 0 ]]; then
        failed=$((failed + 1))
        failures+=(ctest)
    fi
    printf 'tests: %d s\n' $((SECONDS - start))
}

tracked() {
    git ls-files --cached --others --exclude-standard -- "$@"
}

format_check() {
    tracked '*.cpp' '*.hpp' | xargs clang-format --dry-run -Werror
}

scripts_check() {
    { tracked '*.sh' && printf '.ci/run\n'; } | xargs shellcheck
}

main() {
    step dependencies scripts/install-deps.sh --test || return
    if step "build ($preset)" scripts/build.sh "$preset"; then
        ctest_step
    fi
    [[ $preset == dev ]] || return
    step clang-format format_check
    step clang-tidy scripts/check-clang-tidy.py build/dev
    step shellcheck scripts_check
}

main
printf '\n'
if [[ $failed -gt 0 ]]; then
    printf 'failed: %s\n' "${failures[@]}"
fi
if [[ ${#unsteady[@]} -gt 0 ]]; then
    printf 'failed once, then passed: %s\n' "${unsteady[@]}"
fi
printf '%d passed, %d failed\n' "$passed" "$failed"
[[ $failed -eq 0 ]]
