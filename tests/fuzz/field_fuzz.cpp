// SPDX-License-Identifier: MIT
#include "libcommon/json/json_text.hpp"
#include "libcommon/json/pointer.hpp"
#include "tests/fuzz/expect.hpp"

#include <algorithm>
#include <cstdint>
#include <stdexcept>

// The first line is a JSON pointer, the rest a payload.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto end = std::min(input.find('\n'), size);
    std::string payload;
    if (!zws::append_json(payload, input.substr(std::min(end + 1, size))).empty())
        return 0;
    try {
        const zws::Pointer pointer(input.substr(0, end));
        const auto value = pointer.find(payload);
        if (!value)
            return 0;
        zws::fuzz::expect(zws::json_error(*value).empty(), "what is found is JSON");
        static_cast<void>(zws::string_of(*value));
    } catch (const std::invalid_argument&) { // no pointer
    }
    return 0;
}
