// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace zws {

/// Length of the longest prefix of `bytes` that is valid UTF-8 (RFC 3629 section 4: shortest forms, no
/// surrogates).
std::size_t utf8_prefix(std::string_view bytes);

/// Whether all of `bytes` is valid UTF-8; the empty string is.
inline bool is_utf8(std::string_view bytes)
{
    return utf8_prefix(bytes) == bytes.size();
}

} // namespace zws
