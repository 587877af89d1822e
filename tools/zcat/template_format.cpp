// SPDX-License-Identifier: MIT
#include "libcommon/text/unix_time.hpp"
#include "tools/zcat/escape.hpp"
#include "tools/zcat/formats.hpp"
#include "tools/zcat/template.hpp"

#include <algorithm>

namespace zws::cat {

namespace {

class TemplateFormat final : public Formatter {
public:
    TemplateFormat(Template parts, bool terminal) : parts_(std::move(parts)), terminal_(terminal) {}

    std::string print(const Received& received, std::string& out) override
    {
        for (const Part& part : parts_)
            append(out, part, received);
        return {};
    }

    bool needs_time() const override
    {
        return std::any_of(parts_.begin(), parts_.end(), [](const Part& part) {
            return part.kind == Part::Kind::time || part.kind == Part::Kind::local_time ||
                   part.kind == Part::Kind::utc_time;
        });
    }

private:
    void append(std::string& out, const Part& part, const Received& received) const;

    void append_foreign(std::string& out, std::string_view bytes) const
    {
        if (terminal_)
            append_shown(out, bytes);
        else
            out += bytes;
    }

    Template parts_;
    bool terminal_;
};

void TemplateFormat::append(std::string& out, const Part& part, const Received& received) const
{
    switch (part.kind) {
    case Part::Kind::literal:
        out += part.literal;
        break;
    case Part::Kind::time:
        append_unix_time(out, received.time);
        break;
    case Part::Kind::local_time:
    case Part::Kind::utc_time:
        append_time(out, received.time, part.literal, part.kind == Part::Kind::utc_time);
        break;
    case Part::Kind::number:
        out += std::to_string(received.number);
        break;
    case Part::Kind::topic:
        append_foreign(out, received.topic());
        break;
    case Part::Kind::payload:
        append_foreign(out, received.payload());
        break;
    case Part::Kind::size:
        out += std::to_string(received.payload().size());
        break;
    case Part::Kind::frames:
        out += std::to_string(received.message.frame_count());
        break;
    }
}

} // namespace

std::unique_ptr<Formatter> template_format(std::string_view text, const FormatOptions& options)
{
    return std::make_unique<TemplateFormat>(parse_template(text), options.terminal);
}

} // namespace zws::cat
