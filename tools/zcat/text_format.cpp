// SPDX-License-Identifier: MIT
#include "tools/zcat/escape.hpp"
#include "tools/zcat/formats.hpp"

namespace zws::cat {

namespace {

class TextFormat final : public Formatter {
public:
    explicit TextFormat(std::string delimiter) : delimiter_(std::move(delimiter)) {}

    std::string print(const Received& received, std::string& out) override
    {
        const Message& message = received.message;
        if (received.decoded != nullptr)
            return print_decoded(received, out);
        for (std::size_t i = 0; i < message.frame_count(); ++i) {
            if (i > 0)
                out += '\t';
            append_escaped(out, message.frame(i));
        }
        out += delimiter_;
        return {};
    }

private:
    std::string print_decoded(const Received& received, std::string& out) const
    {
        append_escaped(out, received.message.topic());
        out += received.message.frame_count() > 1 ? "\t" : "";
        append_escaped(out, received.payload());
        out += delimiter_;
        return {};
    }

    std::string delimiter_;
};

} // namespace

std::unique_ptr<Formatter> text_format(const FormatOptions& options)
{
    return std::make_unique<TextFormat>(options.delimiter);
}

} // namespace zws::cat
