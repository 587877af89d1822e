// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace zws::cat {

/// Throws std::invalid_argument with what is wrong with a form of strftime(3), such as "%H:%M:%S", in which
/// %N is the nanoseconds of the second, and %3N the first three digits of them.
void check_time_form(std::string_view form);

/// Appends `time` in such a form, in local time or in UTC.
void append_time(std::string& out, std::chrono::system_clock::time_point time, std::string_view form,
                 bool utc);

} // namespace zws::cat
