// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/struct_format.hpp"
#include "tests/fuzz/decoded.hpp"

#include <algorithm>
#include <cstdint>
#include <stdexcept>

// The first line is the format, the rest the bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto end = std::min(input.find('\n'), size);
    try {
        const auto format = zws::codec::parse_struct_format(input.substr(0, end));
        std::string json;
        const auto why = struct_to_json(format, input.substr(std::min(end + 1, size)), json);
        zws::fuzz::check_decoded(why, json);
    } catch (const std::invalid_argument& e) {
        zws::fuzz::expect(*e.what() != '\0', "a reason is told");
    }
    return 0;
}
