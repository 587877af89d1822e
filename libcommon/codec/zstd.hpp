// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/formats.hpp"

#include <string>
#include <string_view>

namespace zws::codec {

/// Appends what `bytes` was before zstd compressed it (RFC 8878); several frames may follow each other.
/// Returns why it cannot be decompressed, or that the result is larger than `most` bytes, and has then
/// appended more than those; empty if all is well.
std::string unzstd(std::string_view bytes, std::string& out, std::size_t most = most_output);

} // namespace zws::codec
