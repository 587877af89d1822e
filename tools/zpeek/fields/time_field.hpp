// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/fields/fields.hpp"
#include "tools/zpeek/recognising/encoding.hpp"

#include <optional>
#include <string>

namespace zws::peek {

/// The field that has the time of messages.
struct TimeField {
    std::string pointer;
    std::string unit;       ///< "s", "ms", "us", "ns", or "iso" for dates
    std::string told_by;    ///< "within 0.1 s of the arrival"
    bool own_clock = false; ///< it does not count from 1970, as an uptime
    Surety surety = Surety::none;
    double furthest = 0; ///< from the arrival, seconds

    bool is_of_now() const { return furthest < 1; }
};

/// The time among fields: that which the page takes (`page`), if it is one; else one near the arrivals, or
/// with a name of times that runs as a clock. Nothing where there is none for sure.
std::optional<TimeField> find_time(const Fields& fields, const std::string& page);

/// Whether a name is one of times: "event_time", "updated_at", "uptime".
bool names_time(std::string_view pointer);

} // namespace zws::peek
