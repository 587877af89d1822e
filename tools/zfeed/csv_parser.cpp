// SPDX-License-Identifier: MIT
#include "libcommon/text/time_text.hpp"
#include "tools/zfeed/columns.hpp"
#include "tools/zfeed/csv_record.hpp"
#include "tools/zfeed/number_text.hpp"
#include "tools/zfeed/parsers.hpp"
#include "tools/zfeed/quantity.hpp"

#include <algorithm>
#include <array>

namespace zws::feed {

namespace {

/// A unit as a heading of units has it: "°C", "[V]", "(m/s)".
bool is_unit_heading(std::string_view field)
{
    const bool bracketed =
        (field.starts_with('[') && field.ends_with(']')) || (field.starts_with('(') && field.ends_with(')'));
    return field.empty() || bracketed || is_unit(field);
}

/// Whether a line is one of those that InfluxDB writes above each heading.
bool is_annotation(std::string_view line)
{
    constexpr std::array<std::string_view, 3> names{"#datatype", "#group", "#default"};
    return std::any_of(names.begin(), names.end(), [&](auto name) { return line.starts_with(name); });
}

class CsvParser final : public Parser {
public:
    explicit CsvParser(const ParseOptions& options)
        : header_(options.header), separator_(options.separator), record_(','), columns_(options)
    {
    }

    void parse(std::string_view line, Sink& sink) override
    {
        if (open_lines_ == 0 && (is_blank(line) || declares(line) || is_comment(line)))
            return;
        if (first_ && open_lines_ == 0)
            separate(line);
        pass_on(record_.add(line), sink);
    }

    void finish(Sink& sink) override
    {
        if (open_lines_ > 0)
            return sink.refuse(unclosed(), open_lines_ - 1);
        if (!held_.empty())
            return build_held(sink);
        if (header_ == Header::automatic && columns_.named() && !in_rows_)
            sink.refuse("taken for a heading, but no row follows (see --header)", 0);
    }

    std::uint64_t open_lines() const override { return open_lines_ + (held_.empty() ? 0 : 1); }

private:
    static bool is_blank(std::string_view line)
    {
        return line.find_first_not_of(" \t\r") == std::string_view::npos;
    }

    /// Whether a line tells the separator of those after it.
    bool declares(std::string_view line)
    {
        const auto declared = first_ && heading_.empty() ? declared_separator(line) : std::nullopt;
        if (declared && !separator_)
            separator_ = declared;
        return declared.has_value();
    }

    /// Whether a line begins with a '#' and is not a row. In front of the first row it may be the heading.
    bool is_comment(std::string_view line)
    {
        if (!line.starts_with('#'))
            return false;
        if (is_annotation(line)) {
            first_ = annotated_ = true;
            in_rows_ = false;
            return true;
        }
        if (first_) {
            comment_ = line.substr(std::min(line.find_first_not_of("# \t"), line.size()));
            return true;
        }
        CsvRecord row(record_.separator());
        return row.add(line) != CsvRecord::State::whole || row.fields().size() != width_;
    }

    void separate(std::string_view line)
    {
        const char separator = separator_.value_or(detect_separator(line));
        record_.separator(separator);
        columns_.decimal_comma(separator != ',');
    }

    std::string unclosed() const
    {
        return "a quote that is not closed" +
               (open_lines_ > 1 ? ", in " + std::to_string(open_lines_) + " lines from here" : std::string());
    }

    void pass_on(CsvRecord::State state, Sink& sink)
    {
        const auto lines = ++open_lines_;
        if (state == CsvRecord::State::open)
            return;
        open_lines_ = 0;
        if (state == CsvRecord::State::bad)
            return sink.refuse(record_.error(), lines - 1);
        pass_on(record_.fields(), sink);
    }

    void pass_on(const Fields& fields, Sink& sink)
    {
        fields_ = fields;
        const bool first = std::exchange(first_, false);
        if (first && is_heading())
            return name();
        if (first && !comment_.empty())
            name_by_comment();
        width_ = fields_.size();
        if (std::equal(fields_.begin(), fields_.end(), heading_.begin(), heading_.end()))
            return; // the heading comes again
        if (!in_rows_ && held_.empty() && columns_.named() && are_units()) {
            held_.assign(fields_.begin(), fields_.end());
            return;
        }
        if (!held_.empty() && !fits_units())
            build_held(sink);
        held_.clear();
        in_rows_ = true;
        columns_.build(fields_, sink);
    }

    bool is_value(std::string_view field) const
    {
        return is_number(field) || plain_number(field, record_.separator() != ',') ||
               parse_time_text(field) || is_time_of_day(field);
    }

    bool is_heading() const
    {
        if (header_ != Header::automatic || annotated_)
            return header_ != Header::no;
        return std::none_of(fields_.begin(), fields_.end(), [&](auto field) { return is_value(field); }) &&
               !are_quantities();
    }

    /// Whether all fields that have a value have one with a unit, as in "45 %".
    bool are_quantities() const
    {
        const bool comma = record_.separator() != ',';
        const auto missing = [](auto field) { return field.empty() || is_missing(field); };
        return !std::all_of(fields_.begin(), fields_.end(), missing) &&
               std::all_of(fields_.begin(), fields_.end(),
                           [&](auto field) { return missing(field) || parse_quantity(field, comma); });
    }

    void name()
    {
        annotated_ = false;
        heading_.assign(fields_.begin(), fields_.end());
        columns_.name(fields_);
    }

    /// gnuplot and others write the names in a comment.
    void name_by_comment()
    {
        CsvRecord names(record_.separator());
        if (names.add(comment_) == CsvRecord::State::whole && names.fields().size() == fields_.size())
            columns_.name(names.fields());
    }

    /// Whether the row could be a heading of units, below that of names.
    bool are_units() const
    {
        return std::all_of(fields_.begin(), fields_.end(), is_unit_heading) &&
               std::any_of(fields_.begin(), fields_.end(), [](auto field) { return !field.empty(); });
    }

    /// Whether the row has numbers where the row that is held has units.
    bool fits_units() const
    {
        for (std::size_t i = 0; i < fields_.size() && i < held_.size(); ++i) {
            if (!held_[i].empty() && is_value(fields_[i]))
                return true;
        }
        return false;
    }

    void build_held(Sink& sink)
    {
        Fields held(held_.begin(), held_.end());
        in_rows_ = true;
        columns_.build(held, sink);
        held_.clear();
    }

    Header header_;
    std::optional<char> separator_; ///< none: not told
    CsvRecord record_;
    Columns columns_;
    Fields fields_;
    std::string comment_;              ///< the last one in front of the first row, without its '#'
    std::vector<std::string> heading_; ///< names of the columns
    std::vector<std::string> held_;    ///< a row that may be a heading of units: the next one tells
    std::size_t width_ = 0;            ///< fields of the last row
    std::uint64_t open_lines_ = 0;     ///< of the record that goes on in the next line
    bool first_ = true;                ///< no heading or row has come
    bool annotated_ = false;           ///< a heading has to come
    bool in_rows_ = false;             ///< a row has come
};

} // namespace

std::unique_ptr<Parser> csv_parser(const ParseOptions& options)
{
    return std::make_unique<CsvParser>(options);
}

} // namespace zws::feed
