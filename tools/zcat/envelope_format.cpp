// SPDX-License-Identifier: MIT
#include "libcommon/envelope.hpp"
#include "tools/zcat/formats.hpp"

namespace zws::cat {

namespace {

class EnvelopeFormat final : public Formatter {
public:
    std::string print(const Received& received, std::string& out) override
    {
        append_envelope(out, received.time, received.message);
        out += '\n';
        return {};
    }

    bool needs_time() const override { return true; }
};

} // namespace

std::unique_ptr<Formatter> envelope_format(const FormatOptions&)
{
    return std::make_unique<EnvelopeFormat>();
}

} // namespace zws::cat
