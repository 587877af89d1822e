// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/top/table.hpp"
#include "tools/zpeek/top/topic_row.hpp"

#include <string>

namespace zws::peek {

/// What a table shows of a topic in a column.
std::string cell_text(const TopicRow& row, TableColumn column);

/// In three digits and a unit: "0.250", "12.5", "340", "1.50k", "12.5M".
std::string short_number(double number);

/// Seconds that have passed: "0.3s", "12s", "5m", "3h", "2d".
std::string short_age(double seconds);

/// Bytes of any kind on one line, without the white space of JSON that is laid out over several.
std::string on_one_line(std::string_view bytes);

} // namespace zws::peek
