// SPDX-License-Identifier: MIT
#include "tools/zcat/formats.hpp"

namespace zws::cat {

namespace {

class RawFormat final : public Formatter {
public:
    explicit RawFormat(std::string delimiter) : delimiter_(std::move(delimiter)) {}

    std::string print(const Received& received, std::string& out) override
    {
        for (std::size_t i = 0; i < received.message.frame_count(); ++i)
            out += received.message.frame(i);
        out += delimiter_;
        return {};
    }

private:
    std::string delimiter_;
};

} // namespace

std::unique_ptr<Formatter> raw_format(const FormatOptions& options)
{
    return std::make_unique<RawFormat>(options.delimiter);
}

} // namespace zws::cat
