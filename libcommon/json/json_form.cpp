// SPDX-License-Identifier: MIT
#include "libcommon/json/json_form.hpp"

#include "libcommon/text/utf8.hpp"

#include <cstdint>

namespace zws {

namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Goes through a text, which is valid UTF-8.
class Look {
public:
    explicit Look(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

    /// Whether there is one value, and nothing after it.
    bool whole()
    {
        for (;;) {
            skip_space();
            if (at_ == end_ || !begin_value())
                return false;
            if (opened_) // a value, or the name of one, has to follow
                continue;
            if (!end_value())
                return false;
            if (depth_ == 0)
                return at_ == end_;
        }
    }

    bool spaced() const { return spaced_; }

private:
    static constexpr unsigned deepest = 64;

    bool in_object() const { return (objects_ & 1U) != 0; }

    void skip_space()
    {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r')) {
            ++at_;
            spaced_ = true;
        }
    }

    bool take(char c)
    {
        if (at_ == end_ || *at_ != c)
            return false;
        ++at_;
        return true;
    }

    bool literal(std::string_view word)
    {
        if (!std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(word))
            return false;
        at_ += word.size();
        return true;
    }

    bool begin_value();
    bool end_value();
    bool open(bool object);
    bool name();
    bool string();
    bool escape();
    bool number();
    bool digits();

    const char* at_;
    const char* end_;
    unsigned depth_ = 0;
    std::uint64_t objects_ = 0; ///< the lowest bit: whether the innermost level is an object
    bool opened_ = false;       ///< the last value was the start of an array or object that is not empty
    bool spaced_ = false;
};

bool Look::begin_value()
{
    opened_ = false;
    switch (*at_) {
    case '{':
        return open(true);
    case '[':
        return open(false);
    case '"':
        return string();
    case 't':
        return literal("true");
    case 'f':
        return literal("false");
    case 'n':
        return literal("null");
    default:
        return number();
    }
}

bool Look::open(bool object)
{
    ++at_;
    skip_space();
    if (take(object ? '}' : ']'))
        return true;
    if (depth_ == deepest)
        return false;
    ++depth_;
    objects_ = objects_ << 1U | (object ? 1U : 0U);
    opened_ = true;
    return !object || name();
}

/// What follows a value: the ends of arrays and objects, and a comma if there are more values.
bool Look::end_value()
{
    for (;;) {
        skip_space();
        if (depth_ == 0)
            return true;
        if (take(',')) {
            skip_space();
            return !in_object() || name();
        }
        if (!take(in_object() ? '}' : ']'))
            return false;
        --depth_;
        objects_ >>= 1U;
    }
}

bool Look::name()
{
    if (at_ == end_ || *at_ != '"' || !string())
        return false;
    skip_space();
    return take(':');
}

bool Look::string()
{
    for (++at_; at_ != end_; ++at_) {
        if (*at_ == '"') {
            ++at_;
            return true;
        }
        if (static_cast<unsigned char>(*at_) < 0x20 || (*at_ == '\\' && !escape()))
            return false;
    }
    return false;
}

/// Leaves at_ at the last character of the escape.
bool Look::escape()
{
    if (++at_ == end_)
        return false;
    if (*at_ != 'u')
        return std::string_view("\"\\/bfnrt").find(*at_) != std::string_view::npos;
    if (end_ - at_ < 5 || ((at_[1] == 'd' || at_[1] == 'D') && at_[2] > '7'))
        return false;
    for (int i = 0; i < 4; ++i) {
        if (!is_hex(*++at_))
            return false;
    }
    return true;
}

bool Look::digits()
{
    const char* const begin = at_;
    while (at_ != end_ && is_digit(*at_))
        ++at_;
    return at_ != begin;
}

bool Look::number()
{
    take('-');
    if (!take('0') && !digits())
        return false;
    if (take('.') && !digits())
        return false;
    if (!take('e') && !take('E'))
        return true;
    if (!take('+'))
        take('-');
    return digits();
}

} // namespace

JsonForm json_form(std::string_view text)
{
    Look look(text);
    if (!is_utf8(text) || !look.whole())
        return JsonForm::unclear;
    return look.spaced() ? JsonForm::spaced : JsonForm::compact;
}

} // namespace zws
