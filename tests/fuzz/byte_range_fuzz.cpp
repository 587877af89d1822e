// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/static_files.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const std::size_t length : {0U, 1U, 1000U}) {
        const auto range = zws::browser::parse_byte_range(text, length);
        if (range && (range->first > length || range->size > length - range->first))
            std::abort();
    }
    return 0;
}
