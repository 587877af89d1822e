// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

namespace zws::browser {

/// The time in a frame of metadata, such as the first of those that `zrelay --stamp` appends, Unix seconds:
/// an integer of 8 bytes, in network byte order or the other one, or a number in text, of seconds,
/// milliseconds, microseconds or nanoseconds; or a double of seconds. None where that is not within a day of
/// `now`, in text within ten years: then it is something else.
std::optional<double> time_in_frame(std::string_view frame, double now);

} // namespace zws::browser
