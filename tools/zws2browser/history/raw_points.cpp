// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/raw_points.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace zws::browser::history {

namespace {

class PointGatherer {
public:
    explicit PointGatherer(const Window& window) : window_(window) {}

    std::vector<Point> gathered(const SeriesView& view)
    {
        std::vector<Point> points;
        gather(view, points);
        find_before(view);
        if (before_)
            points.push_back(*before_);
        if (after_)
            points.push_back(*after_);
        std::ranges::stable_sort(points, {}, &Point::time);
        return points;
    }

private:
    /// The points inside, and the one after.
    void gather(const SeriesView& view, std::vector<Point>& inside)
    {
        for (const auto& group : view.chunks.groups()) {
            if (!may_be_taken(group->summary))
                continue;
            for (const auto& chunk : group->chunks) {
                if (may_be_taken(chunk->summary()))
                    gather(*chunk, inside);
            }
        }
        for (const auto point : view.open)
            gather(point, inside);
    }

    bool may_be_taken(const Summary& sum) const
    {
        return sum.last_time >= window_.from &&
               (sum.first_time < window_.to || is_nearer_after(sum.first_time));
    }

    bool is_nearer_after(double time) const { return time >= window_.to && (!after_ || time < after_->time); }

    void gather(Point point, std::vector<Point>& inside)
    {
        if (window_.contains(point.time))
            inside.push_back(point);
        else if (is_nearer_after(point.time))
            after_ = point;
    }

    void gather(const Chunk& chunk, std::vector<Point>& inside)
    {
        const ChunkReader reader(chunk);
        if (reader.groups().empty())
            take_begin(chunk.summary());
        for (const auto& group : reader.groups()) {
            if (may_be_taken(group.summary))
                gather(reader, group, inside);
        }
    }

    void gather(const ChunkReader& reader, const BlockGroup& group, std::vector<Point>& inside)
    {
        const auto blocks = reader.blocks(group);
        if (blocks.empty())
            take_begin(group.summary);
        for (const auto& block : blocks) {
            if (!may_be_taken(block.summary))
                continue;
            if (!reader.read(block, points_))
                take_begin(block.summary);
            else
                for (std::size_t i = 0; i < points_.count(); ++i)
                    gather(points_[i], inside);
        }
    }

    /// That of points which are gone is known.
    void take_begin(const Summary& sum)
    {
        if (is_nearer_after(sum.first_time))
            after_ = {sum.first_time, sum.first_at == sum.first_time ? sum.first : gap};
    }

    /// From the latest on, so that few are looked at.
    void find_before(const SeriesView& view)
    {
        const auto first_inside = std::ranges::lower_bound(view.open, window_.from, {}, &Point::time);
        if (first_inside != view.open.begin())
            before_ = *(first_inside - 1);
        each_backwards(view.chunks.groups(), [this](const auto& group) {
            if (!may_be_before(group->summary))
                return;
            each_backwards(group->chunks, [this](const auto& chunk) {
                if (may_be_before(chunk->summary()))
                    find_before(*chunk);
            });
        });
    }

    template <class Items, class Visit>
    static void each_backwards(const Items& items, Visit visit)
    {
        std::for_each(items.rbegin(), items.rend(), visit);
    }

    bool may_be_before(const Summary& sum) const
    {
        return sum.first_time < window_.from && (!before_ || sum.last_time > before_->time);
    }

    void find_before(const Chunk& chunk)
    {
        const ChunkReader reader(chunk);
        if (reader.groups().empty())
            take_end(chunk.summary());
        each_backwards(reader.groups(), [&](const auto& group) {
            if (may_be_before(group.summary))
                find_before(reader, group);
        });
    }

    void find_before(const ChunkReader& reader, const BlockGroup& group)
    {
        const auto blocks = reader.blocks(group);
        if (blocks.empty())
            take_end(group.summary);
        each_backwards(blocks, [&](const auto& block) {
            if (may_be_before(block.summary))
                find_before(reader, block);
        });
    }

    void find_before(const ChunkReader& reader, const Block& block)
    {
        if (!reader.read(block, points_))
            return take_end(block.summary);
        for (std::size_t i = points_.count(); i-- > 0;)
            take_before(points_[i]);
    }

    void take_before(Point point)
    {
        if (point.time < window_.from && (!before_ || point.time > before_->time))
            before_ = point;
    }

    void take_end(const Summary& sum)
    {
        take_before({sum.last_time, sum.last_at == sum.last_time ? sum.last : gap});
    }

    Window window_;
    std::optional<Point> before_;
    std::optional<Point> after_;
    BlockPoints points_;
};

} // namespace

std::vector<Point> points_within(const SeriesView& view, const Window& window)
{
    return PointGatherer(window).gathered(view);
}

} // namespace zws::browser::history
