// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace zws {

/// What a quick look tells of a text.
enum class JsonForm {
    compact, ///< JSON (RFC 8259) without white space between its tokens
    spaced,  ///< JSON with white space
    unclear  ///< no JSON, or nested deeper than 64, or with escaped surrogates: a closer look has to tell
};

/// Looks at each byte once and takes no memory.
JsonForm json_form(std::string_view text);

} // namespace zws
