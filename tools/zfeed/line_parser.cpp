// SPDX-License-Identifier: MIT
#include "tools/zfeed/parsers.hpp"

namespace zws::feed {

namespace {

class LineParser final : public Parser {
public:
    explicit LineParser(const ParseOptions& options) : topic_(options.topic) {}

    std::string parse(std::string_view line, Parsed& parsed) override
    {
        parsed.frames.clear();
        if (topic_)
            parsed.frames.emplace_back(*topic_);
        parsed.frames.push_back(line);
        return {};
    }

private:
    std::optional<std::string> topic_;
};

} // namespace

std::unique_ptr<Parser> line_parser(const ParseOptions& options)
{
    return std::make_unique<LineParser>(options);
}

} // namespace zws::feed
