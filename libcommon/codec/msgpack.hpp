// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws::codec {

/// Appends a MessagePack value (its specification of 2017) as JSON: binary data as zws::append_json_bytes()
/// does, a timestamp as Unix seconds, another extension as {"ext":TYPE,"b64":"..."}. Returns why `bytes` is
/// none, empty if it is one.
std::string msgpack_to_json(std::string_view bytes, std::string& out);

} // namespace zws::codec
