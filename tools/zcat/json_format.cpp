// SPDX-License-Identifier: MIT
#include "libcommon/json_text.hpp"
#include "tools/zcat/formats.hpp"

#include <utility>

namespace zws::cat {

namespace {

class JsonFormat final : public Formatter {
public:
    explicit JsonFormat(FormatOptions options) : options_(std::move(options)) {}

    std::string print(const Received& received, std::string& out) override
    {
        const auto payload = received.payload();
        std::string error = options_.pretty ? json_error(payload) : append_json(out, payload);
        if (!error.empty())
            return "no JSON: " + error;
        if (options_.pretty)
            append_indented(out, payload);
        out += options_.delimiter;
        return {};
    }

private:
    FormatOptions options_;
};

} // namespace

std::unique_ptr<Formatter> json_format(const FormatOptions& options)
{
    return std::make_unique<JsonFormat>(options);
}

} // namespace zws::cat
