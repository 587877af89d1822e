// SPDX-License-Identifier: MIT
#include "tools/zfeed/parsers.hpp"

#include "libcommon/json/envelope.hpp"

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

namespace {

class EnvelopeParser final : public Parser {
public:
    void parse(std::string_view line, Sink& sink) override
    {
        if (line.find_first_not_of(" \t\r") == std::string_view::npos)
            return;
        if (std::string why = parse_envelope(line, envelope_); !why.empty())
            return sink.refuse("not an envelope: " + why, 0);
        parsed_.frames.assign(envelope_.frames.begin(), envelope_.frames.end());
        parsed_.time = envelope_.time;
        sink.send(parsed_);
    }

private:
    Envelope envelope_;
    Parsed parsed_;
};

} // namespace

std::unique_ptr<Parser> envelope_parser()
{
    return std::make_unique<EnvelopeParser>();
}

std::unique_ptr<Parser> make_parser(const ParseOptions& options)
{
    switch (options.format) {
    case Format::lines:
        return line_parser(options);
    case Format::numbers:
        return number_parser(options);
    case Format::csv:
        return csv_parser(options);
    case Format::json:
        return json_parser(options);
    case Format::envelope:
        return envelope_parser();
    case Format::mcap:
        break;
    }
    return nullptr;
}

} // namespace zws::feed
