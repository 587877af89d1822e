// SPDX-License-Identifier: MIT
#include "tools/zfeed/columns.hpp"
#include "tools/zfeed/number_text.hpp"
#include "tools/zfeed/parsers.hpp"

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

class NumberParser final : public Parser {
public:
    explicit NumberParser(const ParseOptions& options) : columns_(options) {}

    std::string parse(std::string_view line, Parsed& parsed) override
    {
        parsed.frames.clear();
        split(line, fields_);
        const auto word = std::find_if_not(fields_.begin(), fields_.end(), is_number);
        if (fields_.empty() || (word != fields_.end() && is_heading(line)))
            return {};
        if (word != fields_.end())
            return "'" + std::string(*word) + "' is no number";
        if (!in_rows_)
            name_columns();
        in_rows_ = true;
        return columns_.build(fields_, parsed);
    }

private:
    /// Lines that do not begin with a number are headings in front of the first row; those come again.
    bool is_heading(std::string_view line)
    {
        constexpr std::size_t most = 16; // lines that are remembered
        if (std::find(headings_.begin(), headings_.end(), line) != headings_.end())
            return true;
        if (in_rows_ || is_number(fields_.front()) || headings_.size() == most)
            return false;
        headings_.emplace_back(line);
        return true;
    }

    /// The last heading of as many words wins.
    void name_columns()
    {
        Fields names;
        for (const auto& heading : headings_) {
            split(heading, names);
            if (names.size() == fields_.size())
                columns_.name(names);
        }
    }

    Columns columns_;
    Fields fields_;
    std::vector<std::string> headings_;
    bool in_rows_ = false; ///< a row of numbers has come
};

} // namespace

std::unique_ptr<Parser> number_parser(const ParseOptions& options)
{
    return std::make_unique<NumberParser>(options);
}

} // namespace zws::feed
