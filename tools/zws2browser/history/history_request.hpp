// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/history/window.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zws::browser::history {

/// What GET /history asks for.
struct HistoryRequest {
    Window window{};
    std::vector<std::string> series; ///< none: all
};

/// The time that `text` names, in Unix seconds: a number of them, a date and time of RFC 3339, `now`, or a
/// time span before it such as `-15m`. Throws std::invalid_argument with what is wrong with it.
double parse_moment(std::string_view text, double now);

/// Takes from, to, columns and series (repeatable) out of a query: by default the last 15 minutes up to
/// `now`, in 1000 columns. The token is passed over. Throws std::invalid_argument with "PARAMETER: what is
/// wrong".
HistoryRequest parse_history_request(const std::vector<std::pair<std::string, std::string>>& query,
                                     double now);

} // namespace zws::browser::history
