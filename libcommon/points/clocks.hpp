// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/points/clock.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace zws::points {

/// Has the series whose points are placed.
class PlacedSeries {
public:
    PlacedSeries() = default;
    PlacedSeries(const PlacedSeries&) = delete;
    PlacedSeries& operator=(const PlacedSeries&) = delete;
    virtual ~PlacedSeries() = default;

    virtual bool has(std::string_view name) const = 0;
    virtual std::size_t count() const = 0;
    /// Moves all times t that are there of a series to t * scale + offset.
    virtual void remap(std::string_view name, double scale, double offset) = 0;
};

/// Where series are put whose own times are off by more than a minute from the arrival of their messages, by
/// the rules of the page (web/data/clocks.js): a clock that runs with ours moves the series, what is there of
/// it too; one that stands still, or is off for a message or two, is not believed; a recording of the past
/// stays at its times as long as no series is of now.
class Clocks {
public:
    /// `series` has to stay.
    explicit Clocks(PlacedSeries& series) : series_(series) {}

    /// The time of a point of a series, in Unix seconds as all times: `own` is that which its message has, or
    /// its arrival. May call remap() for what was placed before.
    double place(std::string_view name, double own, double arrived);

    /// Of so many series something is known.
    std::size_t size() const { return clocks_.size(); }

private:
    /// Clocks of series that `series_` does not have: so many are kept, and then none.
    static constexpr std::size_t most_unknown = 1000;

    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    Clock& add(std::string_view name);

    PlacedSeries& series_;
    std::unordered_map<std::string, Clock, Hash, std::equal_to<>> clocks_;
    bool is_live_ = false; ///< whether a series has been of now
};

} // namespace zws::points
