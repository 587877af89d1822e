// SPDX-License-Identifier: MIT
#include "tools/zws2browser/websocket/extension_list.hpp"

#include <algorithm>

namespace zws::browser {

namespace {

/// tchar of RFC 9110 section 5.6.2.
bool is_token_character(char c)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           marks.find(c) != std::string_view::npos;
}

class List {
public:
    explicit List(std::string_view text) : rest_(text) {}

    bool take()
    {
        for (;;) {
            skip_blanks();
            const bool nothing = rest_.empty() || rest_.front() == ','; // RFC 9110 section 5.6.1.2
            if (!nothing && !take_extension())
                return false;
            if (rest_.empty())
                return true;
            if (!take_mark(','))
                return false;
        }
    }

private:
    bool take_extension()
    {
        if (!take_token())
            return false;
        while (take_mark(';')) {
            if (!take_token() || (take_mark('=') && !take_value()))
                return false;
        }
        return true;
    }

    bool take_value()
    {
        const bool quoted = take_mark('"', false);
        return take_token(!quoted) && (!quoted || take_mark('"'));
    }

    bool take_token(bool blanks = true)
    {
        const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_token_character);
        const bool taken = end != rest_.begin();
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.begin()));
        if (blanks)
            skip_blanks();
        return taken;
    }

    bool take_mark(char mark, bool blanks = true)
    {
        if (!rest_.starts_with(mark))
            return false;
        rest_.remove_prefix(1);
        if (blanks)
            skip_blanks();
        return true;
    }

    void skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size())); }

    std::string_view rest_;
};

} // namespace

bool is_extension_list(std::string_view text)
{
    return List(text).take();
}

} // namespace zws::browser
