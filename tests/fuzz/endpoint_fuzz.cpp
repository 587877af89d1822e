// SPDX-License-Identifier: MIT
#include "libcommon/peer/endpoint.hpp"
#include "tests/fuzz/expect.hpp"

#include <cstdint>
#include <stdexcept>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using Side = zws::Endpoint::Side;
    const std::string text(reinterpret_cast<const char*>(data), size);
    for (const Side side : {Side::bind, Side::connect}) {
        try {
            const auto endpoint = zws::parse_endpoint(side, text);
            zws::fuzz::expect(endpoint.address == text && endpoint.side == side,
                              "an endpoint is what was given");
        } catch (const std::invalid_argument&) { // no endpoint
        }
    }
    return 0;
}
