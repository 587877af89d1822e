// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string_view>

namespace zws::peek {

/// Whether a text has another one in it, whatever the case of letters of ASCII.
inline bool has_in_it(std::string_view text, std::string_view part)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return std::search(text.begin(), text.end(), part.begin(), part.end(),
                       [&lower](char a, char b) { return lower(a) == lower(b); }) != text.end() ||
           part.empty();
}

} // namespace zws::peek
