// SPDX-License-Identifier: MIT
#include "tools/zfeed/columns.hpp"
#include "tools/zfeed/csv_record.hpp"
#include "tools/zfeed/number_text.hpp"
#include "tools/zfeed/parsers.hpp"

#include <algorithm>

namespace zws::feed {

namespace {

class CsvParser final : public Parser {
public:
    explicit CsvParser(const ParseOptions& options)
        : header_(options.header), record_(options.separator), columns_(options)
    {
    }

    std::string parse(std::string_view line, Parsed& parsed) override
    {
        constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
        parsed.frames.clear();
        if (at_begin_ && line.starts_with(byte_order_mark))
            line.remove_prefix(byte_order_mark.size());
        if (!open_ && line.find_first_not_of(" \t\r") == std::string_view::npos)
            return {};
        const auto state = record_.add(line);
        open_ = state == CsvRecord::State::open;
        if (open_)
            return {};
        if (state == CsvRecord::State::bad)
            return record_.error();
        return take(record_.fields(), parsed);
    }

    std::string finish() override { return open_ ? "a quote that is not closed" : ""; }

private:
    std::string take(const Fields& fields, Parsed& parsed)
    {
        const bool names = at_begin_ && is_header(fields);
        at_begin_ = false;
        if (!names)
            return columns_.build(fields, parsed);
        columns_.name(fields);
        return {};
    }

    bool is_header(const Fields& fields) const
    {
        return header_ == Header::yes ||
               (header_ == Header::automatic && std::none_of(fields.begin(), fields.end(), is_number));
    }

    Header header_;
    CsvRecord record_;
    Columns columns_;
    bool at_begin_ = true;
    bool open_ = false; ///< the record goes on in the next line
};

} // namespace

std::unique_ptr<Parser> csv_parser(const ParseOptions& options)
{
    return std::make_unique<CsvParser>(options);
}

} // namespace zws::feed
