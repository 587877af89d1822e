// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace zws::peek {

/// A series as it is seen in a window of time.
struct Seen {
    std::size_t number; ///< among all series
    std::string_view name;
    double least;
    double greatest;
    bool is_young; ///< it has few points, and may still become anything
};

/// Which series share a plot, by the rules of the page (web/data/arrangement.js): those that can be read on
/// one axis of values. Series whose names differ by a number only stay together. Who has a place keeps it,
/// unless it lies flat there.
class Panels {
public:
    using Panel = std::vector<const Seen*>;

    /// Finds places for all of `seen`; what it returns is good as long as that is.
    std::vector<Panel> arrange(const std::vector<Seen>& seen);

private:
    std::vector<std::vector<std::size_t>> places_; ///< numbers of series
};

} // namespace zws::peek
