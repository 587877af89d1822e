// SPDX-License-Identifier: MIT
#include "libcommon/error.hpp"
#include "libcommon/json_text.hpp"
#include "tests/fuzz/expect.hpp"
#include "tools/zfeed/parsers.hpp"

#include <algorithm>
#include <cstdint>

// The first byte chooses the options, the rest are lines.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace zws::feed;
    if (size == 0)
        return 0;
    ParseOptions options;
    options.format = (data[0] & 1U) != 0 ? Format::numbers : Format::csv;
    options.topic_from = (data[0] & 2U) != 0 ? "1" : "";
    options.x = (data[0] & 4U) != 0 ? "2" : "";
    options.y = (data[0] & 8U) != 0 ? std::vector<std::string>{"2"} : std::vector<std::string>{};
    options.header = (data[0] & 16U) != 0 ? Header::yes : Header::automatic;
    const auto parser = make_parser(options);
    std::string_view left(reinterpret_cast<const char*>(data) + 1, size - 1);
    Parsed parsed;
    try {
        while (!left.empty()) {
            const auto end = std::min(left.find('\n'), left.size());
            const std::string why = parser->parse(left.substr(0, end), parsed);
            left.remove_prefix(std::min(end + 1, left.size()));
            if (why.empty() && !parsed.frames.empty())
                zws::fuzz::expect(zws::json_error(parsed.frames.back()).empty(), "a payload is JSON");
        }
        static_cast<void>(parser->finish());
    } catch (const zws::Error&) { // a column that is not there
    }
    return 0;
}
