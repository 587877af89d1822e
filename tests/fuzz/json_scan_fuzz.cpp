// SPDX-License-Identifier: MIT
#include "libcommon/json/json_scan.hpp"
#include "libcommon/json/json_text.hpp"
#include "tests/fuzz/expect.hpp"

#include <cstdint>

// A payload, which the scan and the parser are to take for the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view payload(reinterpret_cast<const char*>(data), size);
    zws::fuzz::expect(zws::is_json(payload) == zws::json_error(payload).empty(),
                      "the scan and the parser agree");
    return 0;
}
