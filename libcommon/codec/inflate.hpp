// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/limits.hpp"

#include <string>
#include <string_view>

namespace zws::codec {

/// How deflated data (RFC 1951) is wrapped: not at all, as zlib (RFC 1950) or as gzip (RFC 1952) does.
enum class Wrapping { none, zlib, gzip };

/// Appends what `bytes` was before it was deflated; several gzip members follow each other. Returns why it is
/// nothing of the kind, or that it is larger than `most` bytes; empty if all is well.
std::string inflate(std::string_view bytes, Wrapping wrapping, std::string& out,
                    std::size_t most = most_output);

} // namespace zws::codec
