// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws {

/// Appends valid UTF-8 as a JSON string with its quotes (RFC 8259 section 7), escaping no more than it must.
void append_json_string(std::string& out, std::string_view text);

/// Appends bytes as a JSON value that keeps all of them: a string where they are valid UTF-8, else
/// {"b64":"..."} with their base64.
void append_json_bytes(std::string& out, std::string_view bytes);

/// The start of a member of an object, up to its value: "name":
std::string json_member(std::string_view name);

} // namespace zws
