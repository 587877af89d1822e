// SPDX-License-Identifier: MIT
#include "libcommon/json/json_text.hpp"
#include "libcommon/os/error.hpp"
#include "tests/fuzz/expect.hpp"
#include "tools/zfeed/parsers.hpp"

#include <algorithm>
#include <cstdint>

namespace {

class CheckingSink final : public zws::feed::Sink {
public:
    void send(const zws::feed::Parsed& parsed) override
    {
        zws::fuzz::expect(zws::json_error(parsed.frames.back()).empty(), "a payload is JSON");
    }
    void refuse(const std::string& why, std::uint64_t lines_before) override
    {
        zws::fuzz::expect(!why.empty(), "there is a reason");
        zws::fuzz::expect(lines_before <= lines, "it is about a line that has come");
    }
    void remark(const std::string& what) override { zws::fuzz::expect(!what.empty(), "there is a remark"); }

    std::uint64_t lines = 0;
};

} // namespace

// The first byte chooses the options, the rest are lines.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace zws::feed;
    if (size == 0)
        return 0;
    const bool json = (data[0] & 32U) != 0;
    ParseOptions options;
    options.format = json ? Format::json : (data[0] & 1U) != 0 ? Format::numbers : Format::csv;
    options.topic_from = (data[0] & 2U) == 0 ? "" : json ? "/a" : "1";
    options.x = (data[0] & 4U) == 0 ? "" : json ? "/t" : "2";
    options.y =
        (data[0] & 8U) == 0 ? std::vector<std::string>{} : std::vector<std::string>{json ? "/y" : "2"};
    options.header = (data[0] & 16U) != 0 ? Header::yes : Header::automatic;
    const auto parser = make_parser(options);
    std::string_view left(reinterpret_cast<const char*>(data) + 1, size - 1);
    CheckingSink sink;
    try {
        while (!left.empty()) {
            const auto end = std::min(left.find('\n'), left.size());
            ++sink.lines;
            parser->parse(left.substr(0, end), sink);
            left.remove_prefix(std::min(end + 1, left.size()));
        }
        parser->finish(sink);
    } catch (const zws::Error&) { // a column that is not there
    }
    return 0;
}
