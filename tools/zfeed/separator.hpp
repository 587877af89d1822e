// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

namespace zws::feed {

/// What is between the fields of a line of CSV: of tab, semicolon, comma and bar the one that is there most
/// often outside of quotes. A line that begins with a digit or a sign is numbers, in which a comma can be a
/// decimal mark: there the first of these that is there at all. A comma where there is none.
char detect_separator(std::string_view line);

/// What a first line "sep=;", as Excel reads and writes it, says; nothing for other lines.
std::optional<char> declared_separator(std::string_view line);

} // namespace zws::feed
