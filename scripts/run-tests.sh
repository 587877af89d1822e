#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what is missing, builds, and runs every check of zws. Goes on after a failure; the last line counts.
#
#   scripts/run-tests.sh [--preset dev|release-test|asan|tsan]
#
# Presets other than dev run the unit, command-line and fuzz tests only.
set -uo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
preset=dev
passed=0
failed=0
failures=()
unsteady=()
clang=14

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
    dev | release-test | asan | tsan) ;;
    *) usage_error "--preset '$preset': not one of dev, release-test, asan, tsan" ;;
esac
reports=build/$preset/sanitizer-reports

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

# run_ctest LOG ARGUMENT...: most tests wait for something half of their time.
run_ctest() {
    local log=$1
    shift
    ctest --test-dir "build/$preset" --no-tests=error --output-on-failure -j "$((2 * $(nproc)))" "$@" 2>&1 | tee "$log"
    return "${PIPESTATUS[0]}"
}

passed_tests() {
    sed -nE 's/^ *([0-9]+\/[0-9]+ )?Test +#[0-9]+: ([^ ]+) .* Passed .*/\2/p' "$1"
}

failed_tests() {
    sed -n '/^The following tests FAILED:/,$s/^[[:space:]]*[0-9]* - \([^ ]*\) .*/\1/p' "$1"
}

# The tests in which a sanitizer found something, whatever their result was.
reported_tests() {
    grep -lE 'ERROR: |WARNING: ThreadSanitizer|runtime error: ' "$reports"/* 2> /dev/null |
        sed -E 's/.*\/(.*)\.[0-9]+$/\1/' | sort -u
}

# without LINES LINES: those of the first that are not among the second.
without() {
    grep -vxF -e "$2" <<< "$1" || true
}

print_reports() {
    local name
    for name in "$@"; do
        printf '\n== reports of the sanitizer in %s\n' "$name"
        cat "$reports/$name".*
    done
}

# Counts each test of CTest by itself. One that fails on a busy machine and passes when it is run again is named: that
# is a fault too, of the test or of what it tests. What a sanitizer finds is never luck, and is not run again.
ctest_step() {
    local log=build/$preset/ctest.log start=$SECONDS status=0 passed_once reported again passed_again='' name
    local -a select=()
    [[ $preset == dev ]] || select=(-R '^(unit|cli|fuzz)\.')
    rm -rf "$reports"
    mkdir -p "$reports"
    printf '\n== tests\n'
    run_ctest "$log" "${select[@]}" || status=$?
    passed_once=$(passed_tests "$log")
    again=$(without "$(failed_tests "$log")" "$(reported_tests)")
    if [[ -n $again ]]; then
        printf '\n== once more: %s\n' "${again//$'\n'/, }"
        run_ctest "$log.again" -R "^(${again//$'\n'/|})\$"
        passed_again=$(passed_tests "$log.again" | grep -xF -e "$again")
    fi
    reported=$(reported_tests)
    for name in $(without "$passed_again" "$reported"); do
        unsteady+=("$name")
    done
    while read -r name; do
        failed=$((failed + 1))
        failures+=("$name")
    done < <(sort -u <<< "$reported"$'\n'"$(without "$again" "$passed_again")" | sed '/^$/d')
    passed=$((passed + $(without "$passed_once" "$reported" | grep -c .) + ${#unsteady[@]}))
    if [[ $status -ne 0 && -z $again$reported ]]; then
        failed=$((failed + 1))
        failures+=(ctest)
    fi
    # shellcheck disable=SC2086 # one word each
    print_reports $reported
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

# clang_step NAME COMMAND...: with the version that CI has. Others format otherwise, and know other checks.
clang_step() {
    local version
    version=$("$1" --version | grep -oE 'version [0-9]+')
    if [[ $version == "version $clang" ]]; then
        step "$@"
    else
        printf '\n== %s\nskipped: the sources follow version %s, this is %s\n' "$1" "$clang" "$version"
    fi
}

main() {
    step dependencies scripts/install-deps.sh --test || return
    if step "build ($preset)" scripts/build.sh "$preset"; then
        ctest_step
    fi
    [[ $preset == dev ]] || return
    clang_step clang-format format_check
    clang_step clang-tidy scripts/check-clang-tidy.py build/dev
    step shellcheck scripts_check
}

summary() {
    printf '\n'
    if [[ $failed -gt 0 ]]; then
        printf 'failed: %s\n' "${failures[@]}"
    fi
    if [[ ${#unsteady[@]} -gt 0 ]]; then
        printf 'failed once, then passed: %s\n' "${unsteady[@]}"
    fi
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [[ $failed -eq 0 ]]
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then # not where a test takes the functions from here
    main
    summary
fi
