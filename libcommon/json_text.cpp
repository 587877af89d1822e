// SPDX-License-Identifier: MIT
#include "libcommon/json_text.hpp"

#include "libcommon/json_form.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace zws {

namespace {

using nlohmann::json;

/// Takes all events of the parser and keeps the error.
class Checker final : public nlohmann::json_sax<json> {
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return true; }
    bool key(string_t&) override { return true; }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t, const std::string&, const json::exception& e) override
    {
        error_ = e.what();
        return false;
    }

    /// Without the library's "[json.exception.parse_error.101] " in front.
    std::string error() const
    {
        const auto prefix = error_.find("] ");
        return prefix == std::string::npos ? error_ : error_.substr(prefix + 2);
    }

private:
    std::string error_;
};

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Takes JSON apart into tokens: strings, runs of other characters, and the six structural characters.
class Tokens {
public:
    /// The parser passes over a byte order mark; RFC 8259 section 8.1 does not allow to write one.
    explicit Tokens(std::string_view text)
        : left_(text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text)
    {
    }

    /// The next token; empty at the end.
    std::string_view next()
    {
        left_.remove_prefix(
            static_cast<std::size_t>(std::find_if_not(left_.begin(), left_.end(), is_space) - left_.begin()));
        const auto token = left_.substr(0, length());
        left_.remove_prefix(token.size());
        return token;
    }

private:
    std::size_t length() const
    {
        if (left_.empty())
            return 0;
        if (left_.front() == '"')
            return string_length();
        const auto end = left_.find_first_of("{}[]:,\" \t\n\r");
        return end == 0 ? 1 : std::min(end, left_.size());
    }

    std::size_t string_length() const
    {
        std::size_t at = 1;
        while (left_[at] != '"')
            at += left_[at] == '\\' ? 2 : 1;
        return at + 1;
    }

    std::string_view left_;
};

void append_line_break(std::string& out, std::size_t depth)
{
    // With no limit a few kilobytes of brackets would become megabytes of spaces.
    constexpr std::size_t deepest = 64;
    out += '\n';
    out.append(2 * std::min(depth, deepest), ' ');
}

} // namespace

std::string json_error(std::string_view text)
{
    if (json_form(text) != JsonForm::unclear)
        return {};
    // The parser takes a NUL for the end of its input.
    if (const auto nul = text.find('\0'); nul != std::string_view::npos)
        return "parse error at byte " + std::to_string(nul + 1) + ": a NUL byte";
    Checker checker;
    json::sax_parse(text.begin(), text.end(), &checker);
    return checker.error();
}

std::string append_json(std::string& out, std::string_view text)
{
    const JsonForm form = json_form(text);
    std::string error = form == JsonForm::unclear ? json_error(text) : "";
    if (form == JsonForm::compact)
        out += text;
    else if (error.empty())
        append_compact(out, text);
    return error;
}

void append_compact(std::string& out, std::string_view text)
{
    Tokens tokens(text);
    for (auto token = tokens.next(); !token.empty(); token = tokens.next())
        out += token;
}

void append_indented(std::string& out, std::string_view text)
{
    Tokens tokens(text);
    std::size_t depth = 0;
    char before = '\0'; // what the token before began with
    for (auto token = tokens.next(); !token.empty(); token = tokens.next()) {
        const char kind = token.front();
        const bool closes = kind == '}' || kind == ']';
        const bool opened = before == '{' || before == '[';
        depth += opened ? 1 : 0;
        depth -= closes ? 1 : 0;
        // An empty object or array stays on its line.
        if (before == ',' || opened != closes)
            append_line_break(out, depth);
        else if (before == ':')
            out += ' ';
        out += token;
        before = kind;
    }
}

} // namespace zws
