// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/recognising/encoding.hpp"

#include <optional>
#include <string>
#include <vector>

namespace zws::peek {

/// Frames that were compressed, decompressed.
struct Decompressed {
    std::string step; ///< of --decode, which does the same: "gzip"
    std::vector<std::string> frames;
};

/// What all of the frames were before one of gzip, zlib and zstd compressed them, which their first bytes
/// say; nothing where it was none of these. Of what is large only the first frames, as many as fit.
std::optional<Decompressed> unpack(const Column& frames);

/// The same of raw deflate, which has no first bytes: anything may be taken for it.
std::optional<Decompressed> unpack_deflate(const Column& frames);

} // namespace zws::peek
