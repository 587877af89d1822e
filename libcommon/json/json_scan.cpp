// SPDX-License-Identifier: MIT
#include "libcommon/json/json_scan.hpp"

#include "libcommon/json/json_text.hpp"
#include "libcommon/text/character.hpp"

#include <array>

namespace zws {

namespace {

/// For each byte whether it stands for itself in a string of JSON.
constexpr std::array<bool, 256> plain_bytes()
{
    std::array<bool, 256> plain{};
    for (std::size_t byte = 0x20; byte < plain.size(); ++byte)
        plain[byte] = byte != '"' && byte != '\\';
    return plain;
}

constexpr auto is_plain = plain_bytes();

/// Passes over JSON in valid UTF-8. It knows what is usual: where it stops, the parser has to say what that
/// is.
class Scan {
public:
    explicit Scan(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

    bool whole()
    {
        blanks();
        if (!value())
            return false;
        blanks();
        return at_ == end_;
    }

private:
    bool comes(char c) const { return at_ != end_ && *at_ == c; }

    bool consume(char c)
    {
        const bool there = comes(c);
        at_ += there ? 1 : 0;
        return there;
    }

    void blanks()
    {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r'))
            ++at_;
    }

    bool value()
    {
        if (at_ == end_)
            return false;
        switch (*at_) {
        case '{':
            return nested([this] { return member(); }, '}');
        case '[':
            return nested([this] { return value(); }, ']');
        case '"':
            return string();
        case 't':
            return word("true");
        case 'f':
            return word("false");
        case 'n':
            return word("null");
        default:
            return number();
        }
    }

    template <class Element>
    bool nested(Element element, char close)
    {
        constexpr int deepest = 100; // on the stack
        if (++depth_ > deepest)
            return false;
        ++at_;
        blanks();
        if (!consume(close)) {
            do {
                blanks();
                if (!element())
                    return false;
                blanks();
            } while (consume(','));
            if (!consume(close))
                return false;
        }
        --depth_;
        return true;
    }

    bool member()
    {
        if (!comes('"') || !string())
            return false;
        blanks();
        if (!consume(':'))
            return false;
        blanks();
        return value();
    }

    bool string()
    {
        ++at_;
        for (;;) {
            while (at_ != end_ && is_plain[static_cast<unsigned char>(*at_)])
                ++at_;
            if (consume('"'))
                return true;
            if (!consume('\\') || at_ == end_ ||
                std::string_view("\"\\/bfnrt").find(*at_++) == std::string_view::npos)
                return false; // what \u stands for is left to the parser
        }
    }

    bool word(std::string_view expected)
    {
        const std::string_view left(at_, static_cast<std::size_t>(end_ - at_));
        at_ += expected.size();
        return left.starts_with(expected);
    }

    bool digits()
    {
        const char* const begin = at_;
        while (at_ != end_ && *at_ >= '0' && *at_ <= '9')
            ++at_;
        return at_ != begin;
    }

    bool number()
    {
        consume('-');
        if (!consume('0') && !digits())
            return false;
        if (consume('.') && !digits())
            return false;
        if (!comes('e') && !comes('E'))
            return true;
        ++at_;
        if (!consume('-'))
            consume('+');
        constexpr std::ptrdiff_t usual = 6; // digits; some exponents are too large for the parser
        const char* const exponent = at_;
        return digits() && at_ - exponent <= usual;
    }

    const char* at_;
    const char* end_;
    int depth_ = 0;
};

/// Whether a text that begins so can be JSON at all, blanks and a byte order mark before it included.
bool may_begin(char c)
{
    return std::string_view("{[\"-0123456789tfn \t\r\n\xef").find(c) != std::string_view::npos;
}

} // namespace

bool is_json(std::string_view text)
{
    if (text.empty() || !may_begin(text.front()))
        return false;
    return (is_utf8(text) && Scan(text).whole()) || json_error(text).empty();
}

} // namespace zws
