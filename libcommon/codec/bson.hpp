// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws::codec {

/// Appends a BSON document (bsonspec.org, version 1.1) as a JSON object: times as Unix seconds, object ids in
/// hexadecimal, decimals as append_decimal() does, other binary data as zws::append_json_bytes() does, what
/// JSON has nothing for as null. Returns why `bytes` is none, empty if it is one.
std::string bson_to_json(std::string_view bytes, std::string& out);

} // namespace zws::codec
