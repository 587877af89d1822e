// SPDX-License-Identifier: MIT
#include "libcommon/zmq/curve.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const auto certificate = zws::parse_curve_certificate(text);
        if (certificate.public_key.size() != 40)
            std::abort();
    } catch (const std::invalid_argument&) {
        return 0;
    }
    return 0;
}
