// SPDX-License-Identifier: MIT
#include "libcommon/json/envelope.hpp"
#include "tools/zcat/escape.hpp"
#include "tools/zcat/formats.hpp"

namespace zws::cat {

namespace {

class EnvelopeFormat final : public Formatter {
public:
    explicit EnvelopeFormat(bool terminal) : terminal_(terminal) {}

    std::string print(const Received& received, std::string& out) override
    {
        const std::size_t begin = out.size();
        append_envelope(out, received.time, received.message);
        if (terminal_)
            show_json(out, begin);
        out += '\n';
        return {};
    }

    bool needs_time() const override { return true; }

private:
    bool terminal_;
};

} // namespace

std::unique_ptr<Formatter> envelope_format(const FormatOptions& options)
{
    return std::make_unique<EnvelopeFormat>(options.terminal);
}

} // namespace zws::cat
