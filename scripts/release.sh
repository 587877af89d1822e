#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Makes what a release consists of, from what is committed here: the source archive, the Debian packages, a list of what
# is inside (SPDX) and checksums. Prints what is left to do: to sign and to tag. It changes nothing elsewhere.
#
#   scripts/release.sh VERSION [--output FOLDER] [--no-packages] [--suite NAME]... [--mirror URL] [--cache FOLDER]
#
#   --output FOLDER  where all of it goes (default: build/releases/VERSION); must not be there yet
#   --no-packages    no Debian packages
#   --suite NAME, --mirror URL, --cache FOLDER
#                    those of scripts/build-packages.sh
#
# The same commit gives the same archive and the same list, bit by bit. Nothing is made where VERSION is not that of
# CMakeLists.txt, CHANGELOG.md, packaging/debian/changelog and the manual pages, or something is not committed. Exit
# status: 0 all is made, 1 something is wrong, 2 wrong usage.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
version=''
output=''
packages=true
package_options=()
faults=0
part=''

say() {
    printf 'release: %s\n' "$*"
}

fail() {
    printf 'release: error: %s\n' "$*" >&2
    exit 1
}

usage_error() {
    printf 'release: error: %s (see --help)\n' "$*" >&2
    exit 2
}

parse() {
    while [[ $# -gt 0 ]]; do
        case $1 in
            --no-packages) packages=false ;;
            --output | --suite | --mirror | --cache)
                [[ -n ${2-} ]] || usage_error "$1 needs a value"
                [[ $1 != --output ]] || output=$2
                [[ $1 == --output ]] || package_options+=("$1" "$2")
                shift
                ;;
            -h | --help)
                sed -n '3,16s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
                exit 0
                ;;
            -*) usage_error "unknown option '$1'" ;;
            *)
                [[ -z $version ]] || usage_error "a second version, '$1'"
                version=$1
                ;;
        esac
        shift
    done
    [[ -n $version ]] || usage_error "no version"
    [[ $version =~ ^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}$ ]] || usage_error "'$version' is not a version such as 1.2.3"
    [[ -n $output ]] || output=$root/build/releases/$version
}

fault() {
    printf 'release: %s\n' "$*" >&2
    faults=$((faults + 1))
}

# expect PLACE FOUND
expect() {
    [[ $2 == "$version" ]] || fault "$1: found '$2', not $version"
}

check_changelog() {
    local heading
    if awk '/^## / { part = $0 } part == "## Unreleased" && !/^## / && NF { found = 1 } END { exit !found }' \
        "$root/CHANGELOG.md"; then
        fault "CHANGELOG.md: something is still under '## Unreleased'"
    fi
    heading=$(grep '^## ' "$root/CHANGELOG.md" | grep -vxm 1 '## Unreleased' || true)
    if [[ $heading =~ ^'## '([^ ]+)' - '[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]]; then
        expect CHANGELOG.md "${BASH_REMATCH[1]}"
    else
        fault "CHANGELOG.md: found '$heading', not '## $version - YYYY-MM-DD'"
    fi
}

# Pages have no version; should one get one, it is that of the tools.
check_pages() {
    local line
    while IFS= read -r line; do
        expect "${line%:*}" "${line##*[ -]}"
    done < <(cd "$root" && grep -noE '\b(zws|zws2browser|zmqcat|z[a-z]+)[ -][0-9]+\.[0-9]+\.[0-9]+' man/*.[17])
}

check_committed() {
    local line
    while IFS= read -r line; do
        fault "${line:3}: is not committed"
    done < <(git -C "$root" status --porcelain)
}

check_tag() {
    local tagged
    tagged=$(git -C "$root" rev-parse -q --verify "refs/tags/v$version^{commit}" || true)
    [[ -z $tagged || $tagged == "$commit" ]] || fault "tag v$version: found at $tagged, not at $commit"
}

check() {
    expect CMakeLists.txt "$(sed -n 's/^project(zws VERSION \([^ )]*\).*/\1/p' "$root/CMakeLists.txt")"
    expect packaging/debian/changelog "$(sed -n '1s/^zws (\(.*\)-[^-]*).*/\1/p' "$root/packaging/debian/changelog")"
    check_changelog
    check_pages
    check_committed
    check_tag
    [[ $faults -eq 0 ]] || fail "$faults found, nothing is made"
}

# One thread: the number of threads would be in the bits. Times are those of the commit.
make_archive() {
    git -C "$root" -c tar.umask=0022 archive --prefix="zws-$version/" "$commit" | xz -9 --threads=1 > "$archive"
}

# The packages are made from an archive of their own, which has to be this one.
make_packages() {
    local status=0 orig
    "$root/scripts/build-packages.sh" --output "$part/packages" "${package_options[@]}" || status=$?
    [[ $status -ne 77 ]] || fail "packages cannot be built on this machine; --no-packages leaves them out"
    [[ $status -eq 0 ]] || fail "scripts/build-packages.sh: exit status $status"
    for orig in "$part"/packages/*/zws_"$version".orig.tar.xz; do
        cmp "$orig" "$archive" >&2 || fail "the packages have another source archive"
    done
}

make_list() {
    local time
    time=$(TZ=UTC git -C "$root" log -1 --date=format-local:%Y-%m-%dT%H:%M:%SZ --format=%cd "$commit")
    "$root/scripts/install-deps.sh" --list |
        python3 "$root/scripts/make-sbom.py" --created "$time" "$archive" > "$part/zws-$version.spdx.json"
}

make_checksums() {
    (cd "$part" && find . -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum) > "$part.sums"
    mv "$part.sums" "$part/SHA256SUMS"
}

what_is_left() {
    local tag_command="git tag -s v$version -m 'zws $version' $commit"
    say "made in $output:"
    (cd "$output" && find . -type f -printf '  %P\n' | LC_ALL=C sort)
    printf '%s\n' '' 'Sign, then publish the signatures beside the files:' \
        "  gpg --detach-sign --armor '$output/zws-$version.tar.xz'" \
        "  gpg --detach-sign --armor '$output/SHA256SUMS'" \
        '' 'Tag, then push the tag:' "  $tag_command" "  git push origin v$version"
}

parse "$@"
commit=$(git -C "$root" rev-parse --verify HEAD) || fail "$root is not a clone of the repository"
[[ ! -e $output ]] || fail "$output is there already"
check
mkdir -p "$(dirname "$output")"
part=$(mktemp -d "$output.XXXXXX")
trap 'rm -rf "$part" "$part.sums"' EXIT
trap 'exit 1' INT TERM HUP
chmod 755 "$part"
archive=$part/zws-$version.tar.xz
make_archive
! $packages || make_packages
make_list
make_checksums
mv -T "$part" "$output"
what_is_left
