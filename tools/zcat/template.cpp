// SPDX-License-Identifier: MIT
#include "tools/zcat/template.hpp"

#include "libcommon/text/unix_time.hpp"
#include "tools/zcat/escape.hpp"
#include "tools/zcat/formats.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <stdexcept>

namespace zws::cat {

namespace {

constexpr std::size_t most_size = 256; // bytes of a form

/// How many bytes the conversion has that begins with the '%' at `at`; 0 where there is none.
std::size_t conversion_length(std::string_view form, std::size_t at)
{
    std::size_t end = at + 1;
    const auto next_is = [&](std::string_view set) {
        return end < form.size() && set.find(form[end]) != std::string_view::npos;
    };
    if (next_is("123456789"))
        return ++end < form.size() && form[end] == 'N' ? end + 1 - at : 0;
    if (next_is("_-0^#"))
        ++end;
    if (next_is("EO"))
        ++end;
    return next_is("aAbBcCdDeFgGhHIjklmMnNpPrRsStTuUVwWxXyYzZ%") ? end + 1 - at : 0;
}

/// The form with the digits of %N in it, which strftime(3) does not know.
std::string with_fractions(std::string_view form, std::int64_t nanoseconds)
{
    const std::string digits = std::to_string(nanoseconds + 1'000'000'000).substr(1); // keeps zeros in front
    std::string out;
    for (std::size_t at = 0; at < form.size();) {
        const std::size_t length = form[at] == '%' ? conversion_length(form, at) : 1;
        const auto part = form.substr(at, length);
        if (form[at] == '%' && part.back() == 'N')
            out += part.size() == 3 ? digits.substr(0, static_cast<std::size_t>(part[1] - '0')) : digits;
        else
            out += part;
        at += length;
    }
    return out;
}

} // namespace

void check_time_form(std::string_view form)
{
    if (form.size() > most_size)
        throw std::invalid_argument("a form of a time of more than " + std::to_string(most_size) + " bytes");
    for (std::size_t at = 0; at < form.size(); ++at) {
        if (form[at] != '%')
            continue;
        const std::size_t length = conversion_length(form, at);
        if (length == 0)
            throw std::invalid_argument("unknown '" + std::string(form.substr(at, 2)) + "' in a time");
        at += length - 1;
    }
}

void append_time(std::string& out, std::chrono::system_clock::time_point time, std::string_view form,
                 bool utc)
{
    const auto second = std::chrono::floor<std::chrono::seconds>(time);
    const std::chrono::nanoseconds fraction = time - second;
    const std::time_t clock = std::chrono::system_clock::to_time_t(second);
    std::tm parts{};
    if ((utc ? gmtime_r(&clock, &parts) : localtime_r(&clock, &parts)) == nullptr)
        return;
    // The blank tells an empty result from one that does not fit.
    const std::string whole_form = with_fractions(form, fraction.count()) + ' ';
    std::array<char, 64 * most_size> text;
    const std::size_t size = std::strftime(text.data(), text.size(), whole_form.c_str(), &parts);
    out.append(text.data(), size > 0 ? size - 1 : 0);
}

namespace {

void add_literal(Template& parts, char c)
{
    if (parts.empty() || parts.back().kind != Part::Kind::literal)
        parts.push_back({Part::Kind::literal});
    parts.back().literal += c;
}

/// What the '%' at `at` stands for; literal: a '%' itself.
Part::Kind kind_at(std::string_view text, std::size_t at)
{
    const std::string position = " at position " + std::to_string(at + 1);
    if (at + 1 == text.size())
        throw std::invalid_argument("nothing after the '%'" + position);
    switch (text[at + 1]) {
    case 'T':
        return Part::Kind::time;
    case 'n':
        return Part::Kind::number;
    case 't':
        return Part::Kind::topic;
    case 'p':
        return Part::Kind::payload;
    case 's':
        return Part::Kind::size;
    case 'f':
        return Part::Kind::frames;
    case '%':
        return Part::Kind::literal;
    default:
        throw std::invalid_argument("unknown '" + std::string(text.substr(at, 2)) + "'" + position);
    }
}

/// The part of the time whose form begins with the brace at `at`, which is moved to its last character.
Part formed_time(std::string_view text, std::size_t& at)
{
    const std::string position = " at position " + std::to_string(at);
    const auto end = text.find('}', at);
    const char kind = end < text.size() - 1 ? text[end + 1] : '\0'; // npos is the largest
    if (kind != 'T' && kind != 'U')
        throw std::invalid_argument("not %{FORM}T or %{FORM}U" + position);
    const std::string form(text.substr(at + 1, end - at - 1));
    try {
        check_time_form(form);
    } catch (const std::invalid_argument& e) {
        throw std::invalid_argument(e.what() + position);
    }
    at = end + 1;
    return {kind == 'T' ? Part::Kind::local_time : Part::Kind::utc_time, form};
}

} // namespace

Template parse_template(std::string_view text)
{
    Template parts;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text.substr(at).starts_with("%{")) {
            parts.push_back(formed_time(text, ++at));
        } else if (text[at] == '%') {
            const auto kind = kind_at(text, at++);
            if (kind == Part::Kind::literal)
                add_literal(parts, '%');
            else
                parts.push_back({kind});
        } else if (text[at] == '\\') {
            add_literal(parts, escape_at(text, at++));
        } else {
            add_literal(parts, text[at]);
        }
    }
    return parts;
}

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
