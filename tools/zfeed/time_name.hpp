// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace zws::feed {

/// Which of `names` is the time of a message by its name: t, time, ts or timestamp, in this order; else one
/// of the last three in another case, or with an '@' or '_' in front; else x, where y is there too. The page
/// has the same rule (web/data/time_name.js), and adds that x has to be near now.
std::optional<std::size_t> time_name(const std::vector<std::string>& names);

} // namespace zws::feed
