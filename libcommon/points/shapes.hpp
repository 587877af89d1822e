// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"
#include "libcommon/points/point_sink.hpp"
#include "libcommon/points/recent.hpp"
#include "libcommon/points/series_name.hpp"
#include "libcommon/points/sweeps.hpp"

#include <string_view>

namespace zws::points {

/// Longer arrays are samples of a waveform, shorter ones have a series for each of their elements.
inline constexpr std::size_t longest_vector = 16;

/// The points of values of JSON, by the rules of the page (web/payload/shapes.js has them all). What is more
/// than 8 deep is passed over, and so are names of more than SeriesName::longest bytes.
class Shapes {
public:
    /// Gives the points of a message that came at `arrived` (Unix seconds) to `sink`. An empty topic is none.
    void extract(const JsonNode& value, std::string_view topic, double arrived, PointSink& sink);

private:
    struct Time {
        double seconds;
        const JsonNode* member; ///< that it is from; nullptr: the time is the arrival
    };

    Time time_of(const JsonNode& object) const;
    void take_array(const JsonNode& values);
    void take_table(const JsonNode& rows);
    void take_rows(const JsonNode& rows);
    void take_pairs(const JsonNode& pairs);
    void take_row(const JsonNode& row);
    void take_objects(const JsonNode& objects);
    void take_object(const JsonNode& object);
    void take_members(const JsonNode& object, Time time, int depth, std::string_view but_for);
    void take_named(const JsonNode& values, std::string_view before, double time, int depth);
    void take_elements(const JsonNode& values, double time, int depth);
    void take_inside(const JsonNode& value, double time, int depth, std::string_view but_for = {});
    void take_samples(const JsonNode& values, double time);
    void take_sweep(const JsonNode& pairs);
    void take_value(const JsonNode& value, double time);
    void take_point(double value, double time);
    double sample_step(double time, std::uint32_t count);
    std::string_view name() const;

    // Of the message at hand:
    PointSink* sink_ = nullptr;
    double arrived_ = 0;
    SeriesName name_;
    bool alone_ = true;  ///< whether it has one series
    bool has_x_ = false; ///< whether it has an x beside y that is not a time

    Recent<double> last_samples_; ///< when the last ones came, by topic and path
    Sweeps sweeps_;
};

} // namespace zws::points
