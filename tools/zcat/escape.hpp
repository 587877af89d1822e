// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws::cat {

/// Appends `bytes` so that they stay on one line and can be told from any others: newline, tab and backslash
/// as \n, \t and \\, other control characters (C0, DEL, C1) and bytes that are no UTF-8 as \xHH each.
void append_escaped(std::string& out, std::string_view bytes);

/// What the escape at `at` in `text` (where the backslash is) stands for: \n, \t, \0 or \\. Throws
/// std::invalid_argument with the position, counted from 1.
char escape_at(std::string_view text, std::size_t at);

/// `text` with its escapes replaced by what they stand for; throws as escape_at().
std::string unescaped(std::string_view text);

} // namespace zws::cat
