// SPDX-License-Identifier: MIT
#include "tools/zfeed/parsers.hpp"

namespace zws::feed {

namespace {

class LineParser final : public Parser {
public:
    explicit LineParser(const ParseOptions& options) : topic_(options.topic) {}

    void parse(std::string_view line, Sink& sink) override
    {
        parsed_.frames.clear();
        if (topic_)
            parsed_.frames.emplace_back(*topic_);
        parsed_.frames.push_back(line);
        sink.send(parsed_);
    }

private:
    std::optional<std::string> topic_;
    Parsed parsed_;
};

} // namespace

std::unique_ptr<Parser> line_parser(const ParseOptions& options)
{
    return std::make_unique<LineParser>(options);
}

} // namespace zws::feed
