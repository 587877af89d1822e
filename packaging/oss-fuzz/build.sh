#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds all fuzz targets for OSS-Fuzz, with their corpora, dictionaries and libraries. OSS-Fuzz sets SRC, WORK, OUT,
# CC, CXX, their flags, and LIB_FUZZING_ENGINE.
set -euo pipefail

inputs=$SRC/zws/tests/fuzz
built=$WORK/zws/tests/fuzz

# Ubuntu's Boost and Protocol Buffers are built with libstdc++, and libc++ does not go with them. An rpath of the old
# kind is for the libraries of libraries too.
build() {
    export CXXFLAGS=${CXXFLAGS//-stdlib=libc++/}
    # shellcheck disable=SC2016 # for the loader
    cmake -S "$SRC/zws" -B "$WORK/zws" -G Ninja -DZWS_FUZZ=ON -DZWS_FUZZ_ENGINE="$LIB_FUZZING_ENGINE" \
        -DCMAKE_BUILD_RPATH='$ORIGIN/lib' -DCMAKE_EXE_LINKER_FLAGS=-Wl,--disable-new-dtags
    cmake --build "$WORK/zws" --target fuzzers
}

# The machines that run the targets have glibc and no other library.
put_libraries() {
    mkdir -p "$OUT/lib"
    ldd "$1" | awk '$3 ~ "^/" { print $3 }' | grep -vE '/lib(c|m|dl|rt|pthread|resolv)\.so' |
        xargs -r cp --update --target-directory="$OUT/lib"
}

# put_inputs NAME: for the target NAME_fuzz.
put_inputs() {
    python3 -m zipfile -c "$OUT/$1_fuzz_seed_corpus.zip" "$inputs/corpus/$1"/*
    cp "$inputs/dictionaries/$1.dict" "$OUT/$1_fuzz.dict"
}

main() {
    local target name
    build
    for target in "$built"/*_fuzz; do
        name=$(basename "$target" _fuzz)
        cp "$target" "$OUT"
        put_libraries "$target"
        put_inputs "$name"
    done
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then # not where a test takes the functions from here
    main
fi
