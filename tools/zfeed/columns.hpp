// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zfeed/parsers.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zws::feed {

using Fields = std::vector<std::string_view>;

/// Makes messages of rows of fields: a payload of JSON such as {"x":1763870400.1,"y":2.5}, and a topic.
///
/// Without a column for x, x is the time at which the row came, unless a column is called x, t, time or ts.
class Columns {
public:
    explicit Columns(ParseOptions options) : options_(std::move(options)) {}

    /// Names the columns; a name that comes again gets its number behind it.
    void name(const Fields& names);

    bool named() const { return named_; }

    /// Sets the frames of the message of a row; returns why there is none, empty if there is. Throws Error
    /// where a column that was asked for does not exist.
    std::string build(const Fields& row, Parsed& parsed);

private:
    struct Member {
        std::size_t column;
        std::string begin;   ///< "name":
        bool chosen = false; ///< by name: it has to be a number
    };

    std::size_t column(const std::string& wanted) const;
    std::string name_of(std::size_t column) const;
    void choose(std::size_t width);
    bool has_time() const;
    std::string append_value(std::string_view field, const Member& member);

    ParseOptions options_;
    bool named_ = false;
    std::vector<std::string> names_;
    std::size_t width_ = 0; ///< for which the members were chosen; 0: not yet
    std::optional<std::size_t> topic_column_;
    std::vector<Member> members_;
    bool stamped_ = false; ///< x is the time of the row
    std::string payload_;
};

} // namespace zws::feed
