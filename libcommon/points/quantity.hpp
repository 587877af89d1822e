// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

namespace zws::points {

/// A number with a unit, in the unit without a prefix: of "350ms" 0.35 and "s".
struct Measured {
    double value;
    std::string_view unit;
};

/// That of a number with a unit after it, with a blank between or none: "21.5 C", "350ms", "45%", "1.5GiB".
/// Nothing for other text.
std::optional<Measured> quantity_of(std::string_view text);

} // namespace zws::points
