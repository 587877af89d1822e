#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the tools with every compiler and every Boost that a release has, and without what is optional, in roots made
# by debootstrap (buildd), from a clone of what is committed here. Warnings are errors. Prints a table in Markdown.
#
#   scripts/check-compilers.sh [--suite NAME]... [--compiler NAME]... [--list] [--mirror URL] [--cache FOLDER] [--keep]
#
#   --suite NAME     a release (default: bookworm and trixie); repeatable
#   --compiler NAME  only this one, such as g++-14 or clang++-19; repeatable
#   --list           print what would be tried where the release has it, and try nothing
#   --mirror URL     where its packages are (default: where apt gets those of this machine)
#   --cache FOLDER   keep the bare roots here, as NAME-buildd.tar, and use those that are there
#   --keep           keep the roots, and say where they are
#
# It takes hours, and needs root, debootstrap and namespaces, but for --list. Exit status: 0 all passed, 1 something
# failed, 77 nothing could be tried.
set -uo pipefail

name=check-compilers
# shellcheck source=scripts/bare-root.sh
source "$(dirname "${BASH_SOURCE[0]}")/bare-root.sh"
# Clang before the others: it uses the newest libstdc++ that is installed, which so is that of the release's own g++.
compilers=(clang++-{14..19} g++-{12..14})
boosts=(1.81 1.82 1.83)
chosen=()
list=false
rows=()

parse() {
    while [[ $# -gt 0 ]]; do
        case $1 in
            --list) list=true ;;
            --compiler)
                [[ " ${compilers[*]} " == *" ${2-} "* ]] || usage_error "$1 '${2-}': not one of ${compilers[*]}"
                chosen+=("$2")
                shift
                ;;
            -h | --help)
                sed -n '3,17s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
                exit 0
                ;;
            *)
                root_option "$@" || usage_error "unknown argument '$1'"
                ! $took_value || shift
                ;;
        esac
        shift
    done
    [[ ${#chosen[@]} -eq 0 ]] || compilers=("${chosen[@]}")
}

# cases: lines of COMPILER BOOST WITHOUT UNITY. Each compiler builds all; the release's own also builds the rest.
cases() {
    local compiler boost without unity
    for compiler in "${compilers[@]}"; do
        for unity in ON OFF; do
            printf '%s own nothing %s\n' "$compiler" $unity
        done
    done
    [[ ${#chosen[@]} -eq 0 ]] || return 0
    for without in libnats liburing; do
        for unity in ON OFF; do
            printf 'g++ own %s %s\n' $without $unity
        done
    done
    for boost in "${boosts[@]}"; do
        for unity in ON OFF; do
            printf 'g++ %s nothing %s\n' "$boost" $unity
        done
    done
}

# packages_of COMPILER BOOST: what is installed for a case, besides what building needs.
packages_of() {
    local package=${1/clang++/clang}
    [[ $1 == g++ ]] || printf '%s\n' "$package"
    [[ $2 == own ]] || printf '%s\n' "libboost$2-dev" "libboost-program-options$2-dev" "libboost-url$2-dev"
}

# has TARGET PACKAGE...: whether the release has all of them.
has() {
    local target=$1
    shift
    [[ $# -eq 0 ]] || in_root "$target" "! apt-cache policy $* | grep -F 'Candidate: (none)' &&
        [[ \$(apt-cache policy $* | grep -c Candidate:) -eq $# ]]" > /dev/null 2>&1
}

# command_of COMPILER WITHOUT UNITY: it builds, and looks whether what is left out is.
command_of() {
    printf '%s\n' 'rm -rf /root/build' \
        "cmake -S . -B /root/build -G Ninja -DCMAKE_BUILD_TYPE=Release -DZWS_WERROR=ON -DBUILD_TESTING=OFF \
            -DCMAKE_CXX_COMPILER=$1 -DCMAKE_UNITY_BUILD=$3" \
        'cmake --build /root/build' '/root/build/bin/zsine --version'
    case $2 in
        libnats) printf '%s\n' '[[ ! -e /root/build/bin/znats ]]' ;;
        liburing) printf '%s\n' '! ldd /root/build/bin/zws2browser | grep -F liburing' ;;
    esac
}

# row SUITE COMPILER BOOST WITHOUT UNITY RESULT
row() {
    rows+=("| $1 | $2 | $3 | $4 | $5 | $6 |")
}

# try SUITE COMPILER BOOST WITHOUT UNITY
try() {
    local suite=$1 compiler=$2 boost=$3 without=$4 unity=$5 target=$folder/$1 result=passed what prepare=''
    local -a packages
    mapfile -t packages < <(packages_of "$compiler" "$boost")
    if ! has "$target" "${packages[@]}"; then
        row "$@" 'not in this release'
        return
    fi
    what="$suite: $compiler, Boost $boost, without $without, unity $unity"
    [[ ${#packages[@]} -eq 0 ]] || prepare="apt-get install -qy --no-install-recommends ${packages[*]}"
    [[ $without == nothing ]] || prepare="apt-get purge -qy $without-dev"
    if [[ -n $prepare ]] && ! step "$what: packages" "$target" "$prepare"; then
        result=FAILED
    elif ! step "$what" --offline "$target" "$(command_of "$compiler" "$without" "$unity")"; then
        result=FAILED
    fi
    row "$@" $result
    [[ $without != nothing ]] || return 0
    step "$what: $without is back" "$target" "apt-get install -qy --no-install-recommends $without-dev"
}

check() {
    local suite=$1 target=$folder/$1 compiler boost without unity
    make_root "$suite" buildd || return
    git clone -q --no-hardlinks "$root" "$target/root/zws"
    step "$suite: packages" "$target" 'apt-get update -q && scripts/install-deps.sh' || return
    while read -r compiler boost without unity <&3; do
        try "$suite" "$compiler" "$boost" "$without" "$unity"
    done 3< <(cases)
}

list_cases() {
    local suite compiler boost without unity
    for suite in "${suites[@]}"; do
        while read -r compiler boost without unity; do
            row "$suite" "$compiler" "$boost" "$without" "$unity" 'not tried'
        done < <(cases)
    done
}

print_table() {
    printf '%s\n' '| Release | Compiler | Boost | Without | Unity build | Result |' '|---|---|---|---|---|---|'
    [[ ${#rows[@]} -eq 0 ]] || printf '%s\n' "${rows[@]}"
}

parse "$@"
if $list; then
    [[ ${#suites[@]} -gt 0 ]] || suites=(bookworm trixie)
    list_cases
    print_table
    exit 0
fi
begin_roots
for suite in "${suites[@]}"; do
    check "$suite"
done
print_table
end_roots
