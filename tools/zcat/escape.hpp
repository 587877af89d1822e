// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace zws::cat {

/// Appends `bytes` so that they stay on one line and can be told from any others: newline, tab and backslash
/// as \n, \t and \\, other control characters (control_length()) and bytes that are not UTF-8 as \xHH each.
void append_escaped(std::string& out, std::string_view bytes);

/// Appends `bytes` for a terminal, which shall obey none of them: as append_escaped(), but newline, tab and
/// backslash stay.
void append_shown(std::string& out, std::string_view bytes);

/// Escapes control characters in the JSON text that `out` has from `from` on as \uHHHH, for a terminal. It
/// means the same then.
void show_json(std::string& out, std::size_t from);

/// What the escape at `at` in `text` (where the backslash is) stands for: \n, \t, \0 or \\. Throws
/// std::invalid_argument with the position, counted from 1.
char escape_at(std::string_view text, std::size_t at);

/// `text` with its escapes replaced by what they stand for; throws as escape_at().
std::string unescaped(std::string_view text);

} // namespace zws::cat
