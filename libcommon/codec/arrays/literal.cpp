// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/literal.hpp"

#include "libcommon/text/character.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace zws::codec {

namespace {

class LiteralReader {
public:
    explicit LiteralReader(std::string_view text) : text_(text) {}

    Literal read_all()
    {
        Literal value = read(0);
        skip_blanks();
        if (at_ < text_.size())
            fail("something after it");
        return value;
    }

private:
    [[noreturn]] void fail(const std::string& what) const
    {
        throw std::invalid_argument(what + " at " + std::to_string(at_ + 1));
    }
    void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n\f", at_), text_.size()); }
    char next()
    {
        skip_blanks();
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    bool consume(std::string_view word)
    {
        const bool found = text_.substr(at_).starts_with(word);
        at_ += found ? word.size() : 0;
        return found;
    }

    Literal read(unsigned depth);
    Literal read_word();
    Literal read_number();
    Literal read_text();
    char read_escape();
    Literal read_items(Literal::Kind kind, char end, unsigned depth);
    Literal read_parentheses(unsigned depth);

    std::string_view text_;
    std::size_t at_ = 0;
};

Literal LiteralReader::read(unsigned depth)
{
    constexpr unsigned deepest = 32;
    if (depth > deepest)
        fail("nested too deep");
    switch (next()) {
    case '{':
        return read_items(Literal::Kind::dict, '}', depth);
    case '[':
        return read_items(Literal::Kind::list, ']', depth);
    case '(':
        return read_parentheses(depth);
    case '\'':
    case '"':
        return read_text();
    default:
        return read_word();
    }
}

Literal LiteralReader::read_word()
{
    if (consume("None"))
        return {};
    if (consume("True"))
        return {Literal::Kind::boolean, 1};
    if (consume("False"))
        return {Literal::Kind::boolean, 0};
    return read_number();
}

/// Python 2 put an L after some.
Literal LiteralReader::read_number()
{
    Literal value{Literal::Kind::integer};
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value.number);
    if (error != std::errc{})
        fail(at_ < text_.size() ? "no value of Python" : "it is cut off");
    at_ = static_cast<std::size_t>(end - text_.data());
    consume("L");
    return value;
}

Literal LiteralReader::read_text()
{
    const char quote = text_[at_++];
    Literal value{Literal::Kind::text};
    while (at_ < text_.size() && text_[at_] != quote) {
        const char c = text_[at_++];
        value.text += c == '\\' ? read_escape() : c;
    }
    if (at_ == text_.size())
        fail("it is cut off");
    ++at_;
    if (!is_utf8(value.text))
        fail("no UTF-8");
    return value;
}

char LiteralReader::read_escape()
{
    constexpr std::string_view known = "\\'\"ntr";
    constexpr std::string_view meant = "\\'\"\n\t\r";
    const auto found = at_ < text_.size() ? known.find(text_[at_]) : std::string_view::npos;
    if (found == std::string_view::npos)
        fail("an escape that is not known");
    ++at_;
    return meant[found];
}

Literal LiteralReader::read_items(Literal::Kind kind, char end, unsigned depth)
{
    Literal value{kind};
    ++at_;
    while (next() != end) {
        value.items.push_back(read(depth + 1));
        if (kind == Literal::Kind::dict) {
            if (next() != ':')
                fail("no colon");
            ++at_;
            value.items.push_back(read(depth + 1));
        }
        if (next() != ',' && next() != end)
            fail(at_ < text_.size() ? "no comma" : "it is cut off");
        at_ += next() == ',' ? 1 : 0;
    }
    ++at_;
    return value;
}

/// "(1)" is a number, "(1,)" a tuple.
Literal LiteralReader::read_parentheses(unsigned depth)
{
    Literal value = read_items(Literal::Kind::tuple, ')', depth);
    const auto last = text_.find_last_not_of(" \t\r\n\f", at_ - 2);
    if (value.items.size() != 1 || text_[last] == ',')
        return value;
    Literal inner = std::move(value.items.front());
    return inner;
}

} // namespace

const Literal* Literal::find(std::string_view key) const
{
    for (std::size_t i = 0; is(Kind::dict) && i + 1 < items.size(); i += 2) {
        if (items[i].is(Kind::text) && items[i].text == key)
            return &items[i + 1];
    }
    return nullptr;
}

Literal read_literal(std::string_view text)
{
    return LiteralReader(text).read_all();
}

} // namespace zws::codec
