// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"
#include "libcommon/points/recent.hpp"

#include <string_view>

namespace zws::points {

/// Tells [[frequency, value], ...] of analyzers from [[time, value], ...]. A sweep goes up or down, over what
/// cannot be times, or over the same as the message before; one that goes on where the message before has
/// ended is times.
class Sweeps {
public:
    /// Whether the pairs of one message are a sweep. `topic` has at most 1024 bytes.
    bool recognise(const JsonNode& pairs, std::string_view topic, double arrived);

private:
    struct Ends {
        double first;
        double last;
        bool operator==(const Ends&) const = default;
    };

    Recent<Ends> before_; ///< by topic
};

} // namespace zws::points
