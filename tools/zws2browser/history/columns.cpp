// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/columns.hpp"

#include "tools/zws2browser/history/raw_points.hpp"

#include <algorithm>
#include <cstddef>

namespace zws::browser::history {

namespace {

/// Adds up what is in each column, from the coarsest sums that fit.
class Sums {
public:
    explicit Sums(const Window& window) : window_(window), sums_(window.columns) {}

    void add(const ChunkList& chunks)
    {
        for (const auto& group : chunks.groups()) {
            if (is_outside(group->summary) || add_whole(group->summary))
                continue;
            for (const auto& chunk : group->chunks)
                add(*chunk);
        }
    }

    /// In order of time.
    void add(const std::vector<Point>& points)
    {
        const auto place = [&](auto begin, double time) {
            return std::ranges::lower_bound(begin, points.end(), time, {}, &Point::time);
        };
        const auto end = place(points.begin(), window_.to);
        for (auto at = place(points.begin(), window_.from); at < end;) {
            const auto column = window_.column(at->time);
            for (const auto next = place(at, window_.edge(column + 1)); at != next; ++at)
                sums_[column].add(*at);
        }
    }

    /// Whether points counted into the column of the middle of others.
    bool is_coarse() const { return coarse_; }

    std::uint64_t points() const
    {
        std::uint64_t count = 0;
        for (const auto& sum : sums_)
            count += sum.count;
        return count;
    }

    std::vector<Column> columns() const
    {
        std::vector<Column> filled;
        for (std::uint32_t k = 0; k < sums_.size(); ++k) {
            if (sums_[k].count > 0)
                filled.push_back({k, sums_[k]});
        }
        return filled;
    }

private:
    bool is_outside(const Summary& sum) const
    {
        return !(sum.first_time < window_.to && sum.last_time >= window_.from);
    }

    /// Where it is all in one column: mostly in that of the one before.
    bool add_whole(const Summary& sum)
    {
        if (!(sum.first_time >= begin_ && sum.last_time < end_)) {
            if (!window_.contains(sum.first_time) || !window_.contains(sum.last_time))
                return false;
            column_ = window_.column(sum.first_time);
            begin_ = window_.edge(column_);
            end_ = window_.edge(column_ + 1);
            if (sum.last_time >= end_)
                return false;
        }
        sums_[column_].add(sum);
        return true;
    }

    void add_coarse(const Summary& sum)
    {
        const double middle = sum.first_time + (sum.last_time - sum.first_time) / 2;
        if (!window_.contains(middle))
            return;
        sums_[window_.column(middle)].add(sum);
        coarse_ = true;
    }

    void add(const Chunk& chunk)
    {
        if (is_outside(chunk.summary()) || add_whole(chunk.summary()))
            return;
        const ChunkReader reader(chunk);
        if (reader.groups().empty())
            return add_coarse(chunk.summary());
        for (const auto& group : reader.groups()) {
            if (!is_outside(group.summary) && !add_whole(group.summary))
                add(reader, group);
        }
    }

    void add(const ChunkReader& reader, const BlockGroup& group)
    {
        const auto blocks = reader.blocks(group);
        if (blocks.empty())
            return add_coarse(group.summary);
        for (const auto& block : blocks) {
            if (is_outside(block.summary) || add_whole(block.summary))
                continue;
            if (reader.read(block, points_))
                add(points_);
            else
                add_coarse(block.summary);
        }
    }

    /// Column by column: the times are in order.
    void add(const BlockPoints& points)
    {
        const auto& times = points.times;
        const auto end = times.lower_bound(0, points.count(), window_.to);
        for (auto at = times.lower_bound(0, end, window_.from); at != end;) {
            const auto column = window_.column(times[at]);
            const auto next = times.lower_bound(at, end, window_.edge(column + 1));
            sums_[column].add(points.summary(at, next));
            at = next;
        }
    }

    Window window_;
    std::vector<Summary> sums_;
    std::uint32_t column_ = 0; ///< the last one that was added to as a whole
    double begin_ = infinite;
    double end_ = -infinite;
    bool coarse_ = false;
    BlockPoints points_;
};

} // namespace

SeriesAnswer answer(const SeriesView& view, const Window& window)
{
    Sums sums(window);
    sums.add(view.chunks);
    sums.add(view.open);
    SeriesAnswer all;
    all.name = view.name;
    if (sums.is_coarse() || sums.points() > window.columns) {
        all.columns = sums.columns();
        return all;
    }
    all.raw = true;
    all.points = points_within(view, window);
    return all;
}

} // namespace zws::browser::history
