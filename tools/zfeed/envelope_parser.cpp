// SPDX-License-Identifier: MIT
#include "libcommon/envelope.hpp"
#include "tools/zfeed/parsers.hpp"

namespace zws::feed {

namespace {

class EnvelopeParser final : public Parser {
public:
    std::string parse(std::string_view line, Parsed& parsed) override
    {
        parsed.frames.clear();
        if (line.find_first_not_of(" \t\r") == std::string_view::npos)
            return {};
        std::string why = parse_envelope(line, envelope_);
        if (!why.empty())
            return "no envelope: " + why;
        parsed.frames.assign(envelope_.frames.begin(), envelope_.frames.end());
        parsed.time = envelope_.time;
        return {};
    }

private:
    Envelope envelope_;
};

} // namespace

std::unique_ptr<Parser> envelope_parser()
{
    return std::make_unique<EnvelopeParser>();
}

} // namespace zws::feed
