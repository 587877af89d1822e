// SPDX-License-Identifier: MIT
#include "tools/zcat/template.hpp"

#include "tools/zcat/escape.hpp"

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
        throw std::invalid_argument("nothing behind the '%'" + position);
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

} // namespace

Template parse_template(std::string_view text)
{
    Template parts;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%') {
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
