// SPDX-License-Identifier: MIT
#include "libcommon/text/time_text.hpp"
#include "tools/zfeed/columns.hpp"
#include "tools/zfeed/number_text.hpp"
#include "tools/zfeed/parsers.hpp"
#include "tools/zfeed/quantity.hpp"
#include "tools/zfeed/time_name.hpp"

#include <algorithm>

namespace zws::feed {

namespace {

void split(std::string_view line, Fields& fields)
{
    constexpr std::string_view space = " \t\r\v\f";
    fields.clear();
    for (;;) {
        const auto begin = line.find_first_not_of(space);
        if (begin == std::string_view::npos)
            return;
        line.remove_prefix(begin);
        const auto size = std::min(line.find_first_of(space), line.size());
        fields.push_back(line.substr(0, size));
        line.remove_prefix(size);
    }
}

bool is_number_text(std::string_view word)
{
    return is_number(word) || plain_number(word, true).has_value();
}

bool is_value(std::string_view word)
{
    return is_number_text(word) || parse_quantity(word, true) || parse_time_text(word);
}

/// The text from the start of `first` to the end of `last`, which are of one line.
std::string_view joined(std::string_view first, std::string_view last)
{
    return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

/// "temp=21.5C", "temp:21.5": where the value begins; 0 where it is none of these.
std::size_t value_at(std::string_view word)
{
    const bool named =
        !word.empty() && (word[0] == '_' || (word[0] | 0x20) >= 'a') && (word[0] | 0x20) <= 'z';
    const auto mark = word.find_first_of("=:");
    if (!named || mark == std::string_view::npos)
        return 0;
    return word[mark] == '=' || is_value(word.substr(mark + 1)) ? mark + 1 : 0;
}

/// Puts words together that are one value, "45 %" and "2024-01-02 03:04:05", and drops commas and semicolons
/// after numbers.
void join_words(Fields& fields)
{
    Fields out;
    for (auto word : fields) {
        if ((word.ends_with(',') || word.ends_with(';')) &&
            is_value(word.substr(value_at(word), word.size() - 1 - value_at(word))))
            word.remove_suffix(1);
        const auto before = out.empty() ? std::string_view() : out.back();
        const bool unit = !before.empty() && is_number_text(before.substr(value_at(before))) && is_unit(word);
        const bool time = is_date(before) && parse_time_text(joined(before, word));
        if (unit || time)
            out.back() = joined(before, word);
        else
            out.push_back(word);
    }
    fields.swap(out);
}

class NumberParser final : public Parser {
public:
    explicit NumberParser(const ParseOptions& options) : columns_(options) { columns_.decimal_comma(true); }

    void parse(std::string_view line, Sink& sink) override
    {
        split(line, fields_);
        if (fields_.empty() || (in_rows_ && line.starts_with('#')))
            return;
        if (!std::all_of(fields_.begin(), fields_.end(), is_number)) {
            join_words(fields_);
            if (std::all_of(fields_.begin(), fields_.end(), value_at))
                return take_pairs(sink);
            const auto word = std::find_if_not(fields_.begin(), fields_.end(), is_value);
            if (word != fields_.end())
                return is_heading(line) ? void()
                                        : sink.refuse('\'' + std::string(*word) + "' is not a number", 0);
        }
        if (!in_rows_)
            name_columns();
        in_rows_ = true;
        columns_.build(fields_, sink);
    }

    void finish(Sink& sink) override
    {
        if (!in_rows_ && !headings_.empty())
            sink.refuse("taken for a heading, but no row of numbers follows", 0);
    }

private:
    /// Takes words that each have a name and a value.
    void take_pairs(Sink& sink)
    {
        Fields names;
        Fields values;
        for (const auto word : fields_) {
            const auto at = value_at(word);
            names.push_back(word.substr(0, at - 1));
            values.push_back(word.substr(at));
        }
        if (!std::equal(names.begin(), names.end(), pair_names_.begin(), pair_names_.end())) {
            columns_.name(names);
            pair_names_.assign(names.begin(), names.end());
        }
        in_rows_ = true;
        columns_.build(values, sink);
    }

    /// Lines that do not begin with a number are headings in front of the first row; those come again.
    bool is_heading(std::string_view line)
    {
        constexpr std::size_t most = 16; // lines that are remembered
        if (std::find(headings_.begin(), headings_.end(), line) != headings_.end())
            return true;
        if (in_rows_ || is_value(fields_.front()) || headings_.size() == most)
            return false;
        headings_.emplace_back(line);
        return true;
    }

    /// The last heading of as many words wins. A column of times is one by its name too.
    void name_columns()
    {
        std::vector<std::string> names;
        for (const auto& heading : headings_) {
            Fields words;
            split(
                std::string_view(heading).substr(std::min(heading.find_first_not_of("# \t"), heading.size())),
                words);
            if (words.size() == fields_.size())
                names.assign(words.begin(), words.end());
        }
        const auto time = std::find_if(fields_.begin(), fields_.end(), [](auto field) {
            return !is_number(field) && parse_time_text(field);
        });
        if (time != fields_.end() && !time_name(names)) {
            for (std::size_t i = names.size(); i < fields_.size(); ++i)
                names.push_back('y' + std::to_string(i + 1));
            names[static_cast<std::size_t>(time - fields_.begin())] = "t";
        }
        if (!names.empty())
            columns_.name(Fields(names.begin(), names.end()));
    }

    Columns columns_;
    Fields fields_;
    std::vector<std::string> headings_;
    std::vector<std::string> pair_names_; ///< of the last line of pairs
    bool in_rows_ = false;                ///< a row of numbers has come
};

} // namespace

std::unique_ptr<Parser> number_parser(const ParseOptions& options)
{
    return std::make_unique<NumberParser>(options);
}

} // namespace zws::feed
