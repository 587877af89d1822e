// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/host_check.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto authority = zws::browser::parse_authority(text);
    if (authority && authority->host.empty())
        std::abort();
    if (const auto origin = zws::browser::parse_origin(text); origin && !origin->authority.port)
        std::abort();
    return 0;
}
