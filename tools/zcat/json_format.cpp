// SPDX-License-Identifier: MIT
#include "libcommon/json/json_payload.hpp"
#include "libcommon/json/json_text.hpp"
#include "tools/zcat/escape.hpp"
#include "tools/zcat/formats.hpp"

#include <utility>

namespace zws::cat {

namespace {

class JsonFormat final : public Formatter {
public:
    explicit JsonFormat(FormatOptions options) : options_(std::move(options)) {}

    std::string print(const Received& received, std::string& out) override
    {
        const std::size_t begin = out.size();
        if (std::string error = options_.pretty ? print_indented(received, out) : append(received, out);
            !error.empty())
            return "not JSON: " + error;
        if (options_.terminal)
            show_json(out, begin);
        out += options_.delimiter;
        return {};
    }

private:
    static std::string append(const Received& received, std::string& out)
    {
        std::string_view topic; // which this format does not print
        const bool alone = received.message.frame_count() == 1 && received.decoded == nullptr;
        return append_json_payload(out, received.payload(), alone, topic);
    }

    static std::string print_indented(const Received& received, std::string& out)
    {
        std::string json;
        std::string error = append(received, json);
        if (error.empty())
            append_indented(out, json);
        return error;
    }

    FormatOptions options_;
};

} // namespace

std::unique_ptr<Formatter> json_format(const FormatOptions& options)
{
    return std::make_unique<JsonFormat>(options);
}

} // namespace zws::cat
