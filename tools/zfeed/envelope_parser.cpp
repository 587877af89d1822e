// SPDX-License-Identifier: MIT
#include "libcommon/json/envelope.hpp"
#include "tools/zfeed/parsers.hpp"

namespace zws::feed {

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

} // namespace zws::feed
