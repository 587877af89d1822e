// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws::codec {

/// Appends a CBOR data item (RFC 8949) as JSON: byte strings as zws::append_json_bytes() does, or in the
/// encoding that a tag from 21 to 23 asks for; simple values other than true and false as null; big numbers
/// and fractions (tags 2 to 5) as numbers, or as strings if JSON readers could not take them
/// (append_whole(), append_decimal()). Other tags are skipped. Returns why `bytes` is not an item, empty
/// if it is one.
std::string cbor_to_json(std::string_view bytes, std::string& out);

} // namespace zws::codec
