// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws::codec {

/// Appends a CBOR data item (RFC 8949) as JSON: byte strings as zws::append_json_bytes() does, simple values
/// other than true and false as null; tags are passed over. Returns why `bytes` is none, empty if it is one.
std::string cbor_to_json(std::string_view bytes, std::string& out);

} // namespace zws::codec
