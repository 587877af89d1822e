// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace zws::peek {

/// What a picture needs of the points in a part of time.
struct Bin {
    double time = 0;  ///< of the first that came, Unix seconds
    double first = 0; ///< NaN: there is a gap before it
    double last = 0;  ///< NaN: there is a gap after it
    double least = std::numeric_limits<double>::infinity();
    double greatest = -std::numeric_limits<double>::infinity();

    bool has_points() const { return least <= greatest; }
    /// Takes in what comes after.
    void append(const Bin& later);
};

/// A series over time in bounded memory, about half a MiB, however many points come: the points of each part
/// of time together, in parts of several lengths. The shortest are of 4 ms and reach 8 s back from the newest
/// point, the longest are of 4 s and reach back more than two hours. Times are in Unix seconds.
class TimeCurve {
public:
    TimeCurve();

    /// NaN is a gap. What comes too late for the parts of a length is left out of them; a time that is none
    /// leaves the point out.
    void add(double time, double value);

    /// Moves all times t to t * scale + offset.
    void remap(double scale, double offset);

    bool is_empty() const { return oldest_ > newest_; }
    double oldest() const { return oldest_; } ///< time of a point
    double newest() const { return newest_; }
    std::uint64_t count() const { return count_; } ///< points that came
    double last() const { return last_; }          ///< the value that came last; NaN: a gap

    /// In order those from `from` to `to` that have points or gaps, the one before, and the one after them,
    /// in the shortest parts that reach back to `from`, or to the oldest point.
    std::vector<Bin> bins(double from, double to) const;

private:
    /// Parts of one length.
    struct Level {
        explicit Level(double seconds);

        std::int64_t number_of(double time) const;
        std::int64_t oldest() const;
        const Bin* find(std::int64_t number) const;
        void append(const Bin& bin);

        double width;                                            ///< seconds
        double since = -std::numeric_limits<double>::infinity(); ///< when it was moved, it had no more
        std::int64_t newest;
        std::vector<std::int64_t> numbers; ///< of the bins, since 1970
        std::vector<Bin> bins_;
    };

    const Level& level_for(double from) const;

    std::array<Level, 6> levels_;
    double oldest_ = std::numeric_limits<double>::infinity();
    double newest_ = -std::numeric_limits<double>::infinity();
    std::uint64_t count_ = 0;
    double last_ = std::numeric_limits<double>::quiet_NaN();
};

} // namespace zws::peek
