// SPDX-License-Identifier: MIT
#include "tests/fuzz/decoded.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string json;
    const auto why = zws::codec::cbor_to_json({reinterpret_cast<const char*>(data), size}, json);
    zws::fuzz::check_decoded(why, json);
    return 0;
}
