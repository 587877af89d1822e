// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws::codec {

/// Appends two lower-case digits for each byte.
inline void append_hexadecimal(std::string& out, std::string_view bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
}

} // namespace zws::codec
