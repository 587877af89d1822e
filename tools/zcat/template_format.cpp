// SPDX-License-Identifier: MIT
#include "libcommon/unix_time.hpp"
#include "tools/zcat/formats.hpp"
#include "tools/zcat/template.hpp"

#include <algorithm>

namespace zws::cat {

namespace {

void append_part(std::string& out, const Part& part, const Received& received)
{
    switch (part.kind) {
    case Part::Kind::literal:
        out += part.literal;
        break;
    case Part::Kind::time:
        append_unix_time(out, received.time);
        break;
    case Part::Kind::number:
        out += std::to_string(received.number);
        break;
    case Part::Kind::topic:
        out += received.message.topic();
        break;
    case Part::Kind::payload:
        out += received.payload();
        break;
    case Part::Kind::size:
        out += std::to_string(received.payload().size());
        break;
    case Part::Kind::frames:
        out += std::to_string(received.message.frame_count());
        break;
    }
}

class TemplateFormat final : public Formatter {
public:
    explicit TemplateFormat(Template parts) : parts_(std::move(parts)) {}

    std::string print(const Received& received, std::string& out) override
    {
        for (const Part& part : parts_)
            append_part(out, part, received);
        return {};
    }

    bool needs_time() const override
    {
        return std::any_of(parts_.begin(), parts_.end(),
                           [](const Part& part) { return part.kind == Part::Kind::time; });
    }

private:
    Template parts_;
};

} // namespace

std::unique_ptr<Formatter> template_format(std::string_view text)
{
    return std::make_unique<TemplateFormat>(parse_template(text));
}

} // namespace zws::cat
