// SPDX-License-Identifier: MIT
#include "libcommon/json/json_likeness.hpp"
#include "libcommon/json/json_text.hpp"
#include "tests/fuzz/expect.hpp"

#include <cstdint>
#include <string_view>

// Two texts of the same length, the first of which is learnt if it is JSON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto first = input.substr(0, size / 2);
    const auto second = input.substr(size / 2, size / 2);
    zws::JsonLikeness likeness;
    if (!zws::json_error(first).empty())
        return 0;
    likeness.learn(first);
    if (likeness.knows(second))
        zws::fuzz::expect(zws::json_error(second).empty(), "what is known is JSON");
    return 0;
}
