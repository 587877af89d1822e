// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws {

/// Why `text` is no JSON text (RFC 8259), with the position; empty if it is one.
std::string json_error(std::string_view text);

/// Appends a JSON text in one line (append_compact()); returns why it is none, empty if it is one.
std::string append_json(std::string& out, std::string_view text);

/// Appends valid JSON without the white space between its tokens; the tokens stay as they are.
void append_compact(std::string& out, std::string_view text);

/// Appends valid JSON with one member or element a line, indented by 2 spaces a level (at most 64 levels);
/// the tokens stay as they are.
void append_indented(std::string& out, std::string_view text);

} // namespace zws
