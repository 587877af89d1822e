// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace zws::peek {

/// A character as a terminal shows it.
struct Glyph {
    std::string_view bytes; ///< UTF-8; empty: nothing is shown
    int columns;            ///< that it takes; 0: it is a mark on the one before
};

/// Takes the first character of valid UTF-8, which is not empty. Its width is that in the locale (LC_CTYPE);
/// one that cannot be shown there becomes U+FFFD.
Glyph take_glyph(std::string_view& text);

/// Columns that valid UTF-8 takes.
int columns_of(std::string_view text);

} // namespace zws::peek
