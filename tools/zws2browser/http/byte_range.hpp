// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace zws::browser {

/// A part of a file; an empty one cannot be sent (416).
struct ByteRange {
    std::size_t first = 0;
    std::size_t size = 0;

    bool operator==(const ByteRange&) const = default;
};

/// Which part of a file of `size` bytes a Range header (RFC 9110 section 14.2) asks for; nothing if it is to
/// be ignored: other units, several ranges, malformed.
std::optional<ByteRange> parse_byte_range(std::string_view header, std::size_t size);

} // namespace zws::browser
