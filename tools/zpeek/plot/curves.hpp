// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/points/clocks.hpp"
#include "libcommon/points/point_sink.hpp"
#include "tools/zpeek/plot/time_curve.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace zws::peek {

/// The curves of all series, in the order in which they came, at the times where the page puts them too
/// (Clocks).
class Curves final : public points::PointSink, private points::PlacedSeries {
public:
    struct Named {
        std::string name;
        TimeCurve curve{};
    };

    void point(std::string_view series, double time, double value, double arrived) override;
    void boolean(std::string_view series, double time, bool value, double arrived) override
    {
        point(series, time, value ? 1 : 0, arrived);
    }

    const std::deque<Named>& all() const { return curves_; }
    /// Points of series for which there was no room.
    std::uint64_t left_out() const { return left_out_; }

    static constexpr std::size_t most = 100; ///< series, half a MiB each

private:
    Named* find(std::string_view name) const;
    Named* reach(std::string_view name);

    bool has(std::string_view name) const override { return find(name) != nullptr; }
    std::size_t count() const override { return curves_.size(); }
    void remap(std::string_view name, double scale, double offset) override;

    std::deque<Named> curves_; ///< which stay where they are
    std::unordered_map<std::string_view, Named*> by_name_;
    points::Clocks clocks_{*this};
    std::uint64_t left_out_ = 0;
};

} // namespace zws::peek
