// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zws::feed {

/// Which of `names` is the time of a message by its name: t, time, ts or timestamp, in this order; else one
/// of the last three in another case, or with an '@' or '_' in front; else x, where y is there too. The page
/// has the same rule (web/payload/time_name.js), and adds that x has to be near now.
std::optional<std::size_t> time_name(const std::vector<std::string>& names);

/// The columns that a row has its time in.
struct TimeColumns {
    std::optional<std::size_t> time; ///< none: nothing in the row is its time
    std::optional<std::size_t> date; ///< has the date of the time of day in `time`
};

/// Those of rows like `row`: a date and a time of day, by their names and what they hold; else that of
/// time_name(); else one that is called a date and holds a time as text.
TimeColumns time_columns(const std::vector<std::string>& names, const std::vector<std::string_view>& row);

} // namespace zws::feed
