// SPDX-License-Identifier: MIT
#include "libcommon/json/plain_envelope.hpp"

#include "libcommon/text/base64.hpp"
#include "libcommon/text/unix_time.hpp"
#include "libcommon/text/utf8.hpp"

#include <charconv>

namespace zws {

namespace {

class PlainReader {
public:
    explicit PlainReader(std::string_view line) : left_(line) {}

    bool read(Envelope& into)
    {
        if (!take("{\"t\":") || !time(into) || !take(",\"frames\":["))
            return false;
        std::size_t count = 0;
        do {
            if (into.frames.size() == count)
                into.frames.emplace_back();
            into.frames[count].clear();
            if (!frame(into.frames[count++]))
                return false;
        } while (take(","));
        into.frames.resize(count);
        return left_ == "]}";
    }

private:
    bool take(std::string_view text)
    {
        if (!left_.starts_with(text))
            return false;
        left_.remove_prefix(text.size());
        return true;
    }

    bool time(Envelope& into)
    {
        const auto number = left_.substr(0, left_.find_first_not_of("0123456789."));
        left_.remove_prefix(number.size());
        if (number.size() > 1 && number[0] == '0' && number[1] != '.') // which JSON does not have
            return false;
        into.time = parse_unix_time(number);
        return into.time.has_value();
    }

    bool frame(std::string& out)
    {
        if (take("{\"b64\":\"")) {
            const auto text = left_.substr(0, left_.find('"'));
            left_.remove_prefix(text.size());
            return decode_base64(out, text) && take("\"}");
        }
        return take("\"") && string(out);
    }

    bool string(std::string& out)
    {
        for (;;) {
            std::size_t plain = 0;
            while (plain < left_.size() && left_[plain] != '"' && left_[plain] != '\\' &&
                   static_cast<unsigned char>(left_[plain]) >= 0x20)
                ++plain;
            out += left_.substr(0, plain);
            left_.remove_prefix(plain);
            if (take("\""))
                return is_utf8(out);
            if (!take("\\") || !escape(out))
                return false;
        }
    }

    bool escape(std::string& out)
    {
        constexpr std::string_view letters = "\"\\bfnrt";
        constexpr std::string_view meanings = "\"\\\b\f\n\r\t";
        const auto letter = left_.empty() ? std::string_view::npos : letters.find(left_.front());
        if (letter != std::string_view::npos) {
            out += meanings[letter];
            left_.remove_prefix(1);
            return true;
        }
        unsigned code = 0;
        const bool control = take("u00") && left_.size() >= 2;
        if (!control || std::from_chars(left_.data(), left_.data() + 2, code, 16).ptr != left_.data() + 2 ||
            code > 0x7f)
            return false;
        out += static_cast<char>(code);
        left_.remove_prefix(2);
        return true;
    }

    std::string_view left_;
};

} // namespace

bool read_plain_envelope(std::string_view line, Envelope& into)
{
    return PlainReader(line).read(into);
}

} // namespace zws
