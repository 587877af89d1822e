// SPDX-License-Identifier: MIT
#include "libcommon/cli/color.hpp"
#include "tools/zcat/escape.hpp"
#include "tools/zcat/formats.hpp"

namespace zws::cat {

namespace {

class TextFormat final : public Formatter {
public:
    explicit TextFormat(const FormatOptions& options) : delimiter_(options.delimiter), color_(options.color)
    {
    }

    std::string print(const Received& received, std::string& out) override
    {
        const Message& message = received.message;
        if (received.decoded != nullptr)
            return print_decoded(received, out);
        print_topic(received, out);
        for (std::size_t i = message.frame_count() > 1 ? 1 : 0; i < message.frame_count(); ++i) {
            if (i > 1)
                out += '\t';
            append_escaped(out, message.frame(i));
        }
        out += delimiter_;
        return {};
    }

private:
    std::string print_decoded(const Received& received, std::string& out) const
    {
        print_topic(received, out);
        append_escaped(out, received.payload());
        out += delimiter_;
        return {};
    }

    void print_topic(const Received& received, std::string& out) const
    {
        if (received.message.frame_count() < 2 && received.topic().empty())
            return;
        std::string topic;
        append_escaped(color_ ? topic : out, received.topic());
        if (color_)
            out += colored(Color::cyan, topic);
        out += '\t';
    }

    std::string delimiter_;
    bool color_;
};

} // namespace

std::unique_ptr<Formatter> text_format(const FormatOptions& options)
{
    return std::make_unique<TextFormat>(options);
}

} // namespace zws::cat
