// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>

namespace zws {

/// The value in `value` at a JSON pointer (RFC 6901); null where there is none. The library's own contains()
/// throws where a part is empty, or a number that is too large, and the value there is an array.
template <class Json>
const Json* find(const Json& value, const typename Json::json_pointer& pointer)
{
    try {
        return value.contains(pointer) ? &value.at(pointer) : nullptr;
    } catch (const typename Json::exception&) {
        return nullptr;
    }
}

} // namespace zws
