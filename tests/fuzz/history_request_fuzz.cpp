// SPDX-License-Identifier: MIT
#include "tests/fuzz/expect.hpp"
#include "tools/zws2browser/history/history_request.hpp"
#include "tools/zws2browser/http/request_target.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string query(reinterpret_cast<const char*>(data), size);
    try {
        const auto target = zws::browser::parse_request_target("/history?" + query);
        const auto request = zws::browser::history::parse_history_request(target.query, 1.7e9);
        const auto& window = request.window;
        zws::fuzz::expect(window.from < window.to && std::isfinite(window.to - window.from),
                          "a window is one");
        zws::fuzz::expect(window.columns >= 1 && window.columns <= 10'000, "there are columns");
    } catch (const std::invalid_argument&) { // NOLINT(bugprone-empty-catch): what is wrong is refused
    }
    return 0;
}
