// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

namespace zws {

/// What a unit measures, in the unit without a prefix that all of its kind can be told in.
struct Measure {
    std::string_view kind; ///< that unit, such as "Pa" of "kPa" and "bar"
    double factor;         ///< how many of these one is
};

/// That of a unit which is common in measurements, with a prefix if need be; nothing for other text. The page
/// has the same table (web/payload/quantity.js).
std::optional<Measure> measure_of(std::string_view text);

} // namespace zws
