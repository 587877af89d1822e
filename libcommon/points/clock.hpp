// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

namespace zws::points {

/// What is known of the clock of a series, whose own times may be off (see Clocks). Times are in Unix
/// seconds.
class Clock {
public:
    /// How own times become those of our clock: own * scale + offset.
    struct Rule {
        double scale = 1;
        double offset = 0;
    };

    /// Where a point is put; `is_live` tells whether another series has been of now.
    double place(double own, double arrived, bool is_live);

    /// Whether the last time was near its arrival.
    bool is_right() const { return right_; }
    /// Whether a rule has just been found that holds for what has its own times until now, too.
    std::optional<Rule> settled() const { return settled_ ? rule_ : std::nullopt; }

private:
    struct Moment {
        double own;
        double arrived;
    };

    double trust(double own);
    void restart();
    void observe(Moment now);
    bool stands_still(Moment now) const;

    std::optional<Rule> rule_;
    std::optional<Moment> first_; ///< since which it is observed
    int count_ = 0;               ///< of messages that are observed
    bool right_ = false;
    bool settled_ = false;
    bool raw_ = true; ///< whether all points until now have been put at their own times
};

} // namespace zws::points
