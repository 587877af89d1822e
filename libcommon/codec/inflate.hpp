// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/formats.hpp"

#include <string>
#include <string_view>

namespace zws::codec {

/// How deflated data (RFC 1951) is wrapped: not at all, as zlib (RFC 1950) or gzip (RFC 1952) does, or as a
/// message of permessage-deflate (RFC 7692 section 7.2), which ends after any block.
enum class Wrapping { none, zlib, gzip, message };

/// Appends what `bytes` was before it was deflated; several gzip members may follow each other, and so may
/// several streams in a message. Returns why it cannot be inflated, or that the result is larger than `most`
/// bytes, and has then appended more than those; empty if all is well.
std::string inflate(std::string_view bytes, Wrapping wrapping, std::string& out,
                    std::size_t most = most_output);

} // namespace zws::codec
