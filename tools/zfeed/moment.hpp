// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

namespace zws::feed {

/// A time of --since or --until.
struct Moment {
    enum class From { epoch, begin, end };

    From from = From::epoch;       ///< 1970, or the first or the last message of the recording
    std::uint64_t nanoseconds = 0; ///< after that; before the end

    bool operator==(const Moment&) const = default;

    /// In nanoseconds since 1970, in a recording with these times of its first and its last message.
    std::uint64_t in(std::pair<std::uint64_t, std::uint64_t> recording) const;
};

/// Reads "+2m" after the start, "-30s" before the end, Unix seconds, or a date and a time
/// (parse_time_text()). Throws std::invalid_argument for what is none of them.
Moment parse_moment(std::string_view text);

} // namespace zws::feed
