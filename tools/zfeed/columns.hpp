// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zfeed/parsers.hpp"
#include "tools/zfeed/quantity.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zws::feed {

using Fields = std::vector<std::string_view>;

/// Makes messages of rows of fields: a payload of JSON such as {"x":1763870400.1,"y":2.5}, and a topic.
///
/// The time of a row is that of the column for x; else of the columns that are its time (time_columns());
/// else it is the time at which the row came. It is the member x beside a y, t beside others; a column that
/// is the time by its name keeps that name.
class Columns {
public:
    explicit Columns(ParseOptions options) : options_(std::move(options)) {}

    /// Names the columns, from here on; a name that comes again gets its number after it.
    void name(const Fields& names);

    /// Where "1,5" is a number.
    void decimal_comma(bool whether) { decimal_comma_ = whether; }

    bool named() const { return named_; }

    /// Sends the message of a row, or tells why there is none. Throws Error where a column that was asked for
    /// does not exist.
    void build(Fields& row, Sink& sink);

private:
    struct Member {
        std::size_t column;
        std::string begin; ///< "name":
        bool chosen;       ///< by name: it has to be a number
        bool time;         ///< it is the time of the row
        std::string unit;  ///< of its first value, if that has one; the others are converted
    };

    std::size_t column(const std::string& wanted) const;
    std::string name_of(std::size_t column) const;
    bool is_nameless(std::size_t column) const { return named_ && nameless_[column]; }
    bool is_apart(std::size_t column) const;
    void choose(const Fields& row);
    void choose_time(const Fields& row);
    void choose_wanted();
    void choose_all();
    void add_member(std::size_t column, const std::string& name, bool chosen);
    std::string fit(Fields& row) const;
    std::string append_members(const Fields& row, Sink& sink);
    std::string append_time(const Fields& row, Sink& sink);
    bool append_time_value(std::string_view field);
    std::string append_value(std::string_view field, Member& member, Sink& sink);
    std::string append_other(std::string_view field, Member& member, Sink& sink);
    std::string append_quantity(const Quantity& quantity, Member& member);
    std::string not_a(const char* what, std::string_view field, std::size_t column) const;

    ParseOptions options_;
    bool decimal_comma_ = false;
    bool named_ = false;
    std::vector<std::string> names_;
    std::vector<bool> nameless_;
    std::size_t width_ = 0; ///< for which the members were chosen; 0: not yet
    std::optional<std::size_t> topic_column_;
    std::optional<std::size_t> time_; ///< none: the time of a row is that at which it came
    std::optional<std::size_t> date_; ///< has the date of the time of day in time_
    bool time_chosen_ = false;        ///< by --x
    bool time_in_place_ = false;      ///< it is a member as the others are, else it stands in front of them
    std::string time_begin_;          ///< "t": or "x":
    std::vector<Member> members_;
    std::vector<std::string> taken_; ///< names of members
    std::string payload_;
    Parsed parsed_;
};

} // namespace zws::feed
