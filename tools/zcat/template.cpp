// SPDX-License-Identifier: MIT
#include "tools/zcat/template.hpp"

#include "tools/zcat/escape.hpp"
#include "tools/zcat/time_form.hpp"

#include <stdexcept>

namespace zws::cat {

namespace {

using Kind = Part::Kind;

void add_literal(Template& parts, char c)
{
    if (parts.empty() || parts.back().kind != Kind::literal)
        parts.push_back({Kind::literal});
    parts.back().literal += c;
}

/// What the '%' at `at` stands for; literal: a '%' itself.
Kind kind_at(std::string_view text, std::size_t at)
{
    const std::string position = " at position " + std::to_string(at + 1);
    if (at + 1 == text.size())
        throw std::invalid_argument("nothing after the '%'" + position);
    switch (text[at + 1]) {
    case 'T':
        return Kind::time;
    case 'n':
        return Kind::number;
    case 't':
        return Kind::topic;
    case 'p':
        return Kind::payload;
    case 's':
        return Kind::size;
    case 'f':
        return Kind::frames;
    case '%':
        return Kind::literal;
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
    return {kind == 'T' ? Kind::local_time : Kind::utc_time, form};
}

} // namespace

Template parse_template(std::string_view text)
{
    Template parts;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text.substr(at).starts_with("%{")) {
            parts.push_back(formed_time(text, ++at));
        } else if (text[at] == '%') {
            const Kind kind = kind_at(text, at++);
            if (kind == Kind::literal)
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

} // namespace zws::cat
