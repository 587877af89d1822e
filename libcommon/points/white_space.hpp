// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace zws::points {

/// How many bytes the character at `at` has in `text`, which is valid UTF-8, if it is white space to
/// JavaScript; else 0.
std::size_t space_length(std::string_view text, std::size_t at);

/// Whether there is a character at `at` that does not end a line.
bool is_in_line(std::string_view text, std::size_t at);

/// `text` without the white space at both ends.
std::string_view trimmed(std::string_view text);

} // namespace zws::points
