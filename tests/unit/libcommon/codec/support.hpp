// SPDX-License-Identifier: MIT
#pragma once

#include "tests/unit/catch.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace zws::test {

/// A string of these bytes.
inline std::string bytes(std::initializer_list<int> values)
{
    std::string out;
    for (const int value : values)
        out += static_cast<char>(value);
    return out;
}

using Function = std::string (*)(std::string_view, std::string&);

/// What `decode` makes of `in`, which it has to take.
inline std::string made(Function decode, std::string_view in)
{
    std::string out;
    REQUIRE(decode(in, out) == "");
    return out;
}

/// Why `decode` does not take `in`.
inline std::string refused(Function decode, std::string_view in)
{
    std::string out;
    return decode(in, out);
}

} // namespace zws::test
