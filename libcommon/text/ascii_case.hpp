// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string_view>

namespace zws {

/// Whether two texts differ at most in the case of letters of ASCII, as names in protocols may.
inline bool equal_but_for_case(std::string_view one, std::string_view other)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [&](char a, char b) { return lower(a) == lower(b); });
}

} // namespace zws
