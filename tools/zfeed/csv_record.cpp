// SPDX-License-Identifier: MIT
#include "tools/zfeed/csv_record.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace zws::feed {

char detect_separator(std::string_view line)
{
    constexpr std::string_view candidates = "\t;,|";
    std::array<std::size_t, candidates.size()> counts{};
    bool quoted = false;
    for (const char c : line) {
        quoted ^= c == '"';
        const auto at = quoted ? std::string_view::npos : candidates.find(c);
        if (at != std::string_view::npos)
            ++counts[at];
    }
    const bool numbers = line.find_first_of("0123456789+-.") == line.find_first_not_of(" \t\"");
    const auto* const chosen =
        numbers ? std::find_if(counts.begin(), counts.end(), [](std::size_t count) { return count > 0; })
                : std::max_element(counts.begin(), counts.end());
    if (chosen == counts.end() || *chosen == 0)
        return ',';
    return candidates[static_cast<std::size_t>(chosen - counts.begin())];
}

std::optional<char> declared_separator(std::string_view line)
{
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    if (line.starts_with('"') && line.ends_with('"') && line.size() == 7)
        line = line.substr(1, 5);
    const bool declares = line.size() == 5 && (line.starts_with("sep=") || line.starts_with("SEP="));
    return declares ? std::optional(line.back()) : std::nullopt;
}

void CsvRecord::begin()
{
    at_ = At::field;
    error_ = "";
    text_.clear();
    ends_.clear();
}

/// Takes what is inside of quotes, up to the closing one or the end of the line; returns what is left.
std::string_view CsvRecord::take_quoted(std::string_view rest)
{
    const auto quote = rest.find('"');
    text_ += rest.substr(0, quote);
    if (quote == std::string_view::npos)
        return {};
    const bool doubled = quote + 1 < rest.size() && rest[quote + 1] == '"';
    if (doubled)
        text_ += '"';
    else
        at_ = At::after_quote;
    return rest.substr(quote + (doubled ? 2 : 1));
}

/// Without the blanks around it; a separator is not one of them.
std::string_view CsvRecord::trimmed(std::string_view text) const
{
    const std::string_view blanks = separator_ == '\t' ? " " : separator_ == ' ' ? "\t" : " \t";
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return text.substr(0, text.find_last_not_of(blanks) + 1); // npos + 1 is 0
}

/// Takes a field without quotes, or what comes after a quoted one, with the separator after it.
std::string_view CsvRecord::take_plain(std::string_view rest)
{
    const auto end = std::min(rest.find(separator_), rest.size());
    const auto field = trimmed(rest.substr(0, end));
    if (at_ == At::after_quote && !field.empty())
        error_ = "text after a closing quote";
    text_ += field;
    at_ = At::field;
    ends_.push_back(text_.size());
    rest.remove_prefix(end);
    if (rest.size() == 1) // a separator at the end of the line has an empty field after it
        ends_.push_back(text_.size());
    return rest.empty() ? rest : rest.substr(1);
}

std::string_view CsvRecord::scan(std::string_view rest)
{
    if (at_ == At::quoted)
        return take_quoted(rest);
    if (at_ == At::field && trimmed(rest).starts_with('"')) {
        at_ = At::quoted;
        return rest.substr(rest.find('"') + 1);
    }
    return take_plain(rest);
}

CsvRecord::State CsvRecord::add(std::string_view line)
{
    if (at_ == At::quoted)
        text_ += '\n';
    else
        begin();
    const bool carriage_return = line.ends_with('\r');
    line.remove_suffix(carriage_return ? 1 : 0);
    while (!line.empty())
        line = scan(line);
    if (at_ == At::quoted) {
        text_ += carriage_return ? "\r" : "";
        if (text_.size() <= longest)
            return State::open;
        error_ = "a quote that is not closed within a MiB";
    }
    if (at_ == At::after_quote || ends_.empty()) // no separator came after the last field
        ends_.push_back(text_.size());
    at_ = At::field;
    return error_[0] != '\0' ? State::bad : State::whole;
}

const Fields& CsvRecord::fields()
{
    fields_.clear();
    std::size_t from = 0;
    for (const std::size_t end : ends_) {
        fields_.push_back(std::string_view(text_).substr(from, end - from));
        from = end;
    }
    return fields_;
}

} // namespace zws::feed
