// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/store.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace zws::browser::history {

namespace {

constexpr std::size_t longest_name = 1024;
constexpr std::size_t fewest_to_seal = 1024; ///< where a clock is set back
constexpr std::size_t most_of_young = 16;    ///< chunks that may be open meanwhile

/// In order of time; those of the same time in the order in which they are.
void sort(std::vector<Point>& points)
{
    if (!std::ranges::is_sorted(points, {}, &Point::time))
        std::ranges::stable_sort(points, {}, &Point::time);
}

} // namespace

Store::Store(const Bounds& bounds, bool keeps_unsaved)
    : bounds_(bounds), keeps_unsaved_(keeps_unsaved), sealed_(keeps_unsaved)
{
}

bool Store::append(std::string_view name, double time, double value)
{
    Series* const series = std::isfinite(time) ? find_or_add(name) : nullptr;
    if (series != nullptr)
        insert(*series, {time, std::isnan(value) ? gap : value});
    else {
        const std::lock_guard lock(mutex_);
        ++figures_.refused;
    }
    return series != nullptr;
}

/// No other thread adds series, or takes them away.
Store::Series* Store::find_or_add(std::string_view name)
{
    if (const auto known = series_.find(name); known != series_.end())
        return known->second.get();
    if (series_.size() >= bounds_.series || name.size() > longest_name)
        return nullptr;
    const std::lock_guard lock(mutex_);
    auto& series = add(std::string(name), next_number_);
    series.started_at = now_;
    if (keeps_unsaved_)
        unsaved_names_.emplace_back(series.number, name);
    return &series;
}

Store::Series& Store::add(const std::string& name, std::uint32_t number)
{
    auto& series = series_[name];
    if (series == nullptr)
        series = std::make_unique<Series>();
    series->number = number;
    numbers_[number] = {series.get()};
    next_number_ = std::max(next_number_, number + 1);
    return *series;
}

Store::Series* Store::find(std::uint32_t number) const
{
    const auto known = numbers_.find(number);
    return known == numbers_.end() ? nullptr : known->second.series;
}

void Store::insert(Series& series, Point point)
{
    const bool set_back = series.open.size() >= fewest_to_seal && point.time < series.open.front().time;
    if (set_back)
        seal(series);
    push(series, point);
    if (is_full(series))
        seal(series);
    else if (open_bytes_ > bounds_.memory / 2)
        seal_largest();
}

void Store::push(Series& series, Point point)
{
    const std::lock_guard lock(mutex_);
    ++figures_.appended;
    if (series.open.empty())
        series.opened_at = now_;
    const auto before = series.open.capacity();
    series.open.push_back(point);
    const auto grown = (series.open.capacity() - before) * sizeof(Point);
    open_bytes_ += grown;
    series.open_first = std::min(series.open_first, point.time);
    series.open_last = std::max(series.open_last, point.time);
    if (grown > 0)
        shrink();
}

bool Store::is_full(const Series& series) const
{
    const bool is_young = now_ - series.started_at < bounds_.settling;
    return series.open.size() >= (is_young ? most_of_young * points_of_chunk : points_of_chunk);
}

std::vector<std::shared_ptr<Chunk>> Store::chunks_of(const Series& series) const
{
    std::vector<std::shared_ptr<Chunk>> chunks;
    for (std::size_t at = 0; at < series.open.size(); at += points_of_chunk) {
        const auto begin = series.open.begin() + static_cast<std::ptrdiff_t>(at);
        const auto count = std::min(points_of_chunk, series.open.size() - at);
        std::vector<Point> points(begin, begin + static_cast<std::ptrdiff_t>(count));
        sort(points);
        ChunkHead about{};
        about.series = series.number;
        about.first_number = series.sealed_end + at;
        about.sealed_at = now_;
        chunks.push_back(Chunk::sealed(about, points));
    }
    return chunks;
}

/// Encodes outside of the lock: no other thread changes what is open.
void Store::seal(Series& series)
{
    auto chunks = chunks_of(series);
    std::vector<Point> old; // freed outside of the lock
    const std::lock_guard lock(mutex_);
    open_bytes_ -= series.open.capacity() * sizeof(Point);
    series.sealed_end = series.end();
    series.open_first = infinite;
    series.open_last = -infinite;
    std::swap(old, series.open);
    for (auto& chunk : chunks) {
        series.chunks.push_back(chunk);
        sealed_.push(std::move(chunk));
    }
    shrink();
}

void Store::remap(std::string_view name, double scale, double offset)
{
    const auto known = series_.find(name);
    if (known == series_.end())
        return;
    auto& series = *known->second;
    const std::lock_guard lock(mutex_);
    series.open_first = infinite;
    series.open_last = -infinite;
    for (std::size_t i = 0; i < series.open.size(); ++i) {
        auto& time = series.open[i].time;
        if (series.sealed_end + i >= series.own_begin)
            time = time * scale + offset;
        series.open_first = std::min(series.open_first, time);
        series.open_last = std::max(series.open_last, time);
    }
    journal_is_old_ = true;
}

/// The largest ones, until there is some room: so few that are small are looked at again and again.
void Store::seal_largest()
{
    std::vector<Series*> open;
    for (const auto& [name, series] : series_) {
        if (!series->open.empty())
            open.push_back(series.get());
    }
    std::ranges::sort(open, std::greater(), [](const Series* series) { return series->open.capacity(); });
    for (auto* series : open) {
        if (open_bytes_ <= bounds_.memory / 2 - bounds_.memory / 16)
            return;
        seal(*series);
    }
}

void Store::tick(double now)
{
    now_ = now;
    if (std::isfinite(bounds_.age))
        seal_old();
    const std::lock_guard lock(mutex_);
    while (!sealed_.empty() && sealed_.oldest().head().sealed_at < now - bounds_.age)
        drop_oldest_chunk();
    drop_empty_series();
}

/// So that what is old can be forgotten without what is not.
void Store::seal_old()
{
    for (const auto& [name, series] : series_) {
        if (!series->open.empty() && series->opened_at < now_ - bounds_.age / 8)
            seal(*series);
    }
}

void Store::drop_empty_series()
{
    std::erase_if(numbers_, [](const auto& entry) { return entry.second.series->is_empty(); });
    std::erase_if(series_, [](const auto& entry) { return entry.second->is_empty(); });
}

std::size_t Store::memory() const
{
    return open_bytes_ + sealed_.memory();
}

void Store::shrink()
{
    while (memory() > bounds_.memory) {
        const auto room = bounds_.memory - std::min(bounds_.memory, open_bytes_);
        if (sealed_.make_coarser(room))
            continue;
        if (sealed_.empty())
            return;
        drop_oldest_chunk();
    }
}

void Store::drop_oldest_chunk()
{
    const auto chunk = sealed_.pop();
    find(chunk->head().series)->chunks.pop_front();
}

void Store::forget(const Chunk& last)
{
    const std::lock_guard lock(mutex_);
    for (auto count = sealed_.count_to(last); count > 0; --count)
        drop_oldest_chunk();
}

std::vector<SeriesInfo> Store::series() const
{
    std::map<std::uint32_t, SeriesInfo> all;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [name, series] : series_) {
            const auto sealed = series->chunks.summary();
            if (!series->is_empty())
                all.emplace(series->number, SeriesInfo{name, std::min(sealed.first_time, series->open_first),
                                                       std::max(sealed.last_time, series->open_last),
                                                       sealed.count + series->open.size()});
        }
    }
    std::vector<SeriesInfo> in_order;
    in_order.reserve(all.size());
    for (auto& [number, info] : all)
        in_order.push_back(std::move(info));
    return in_order;
}

std::optional<SeriesView> Store::view(const std::string& name) const
{
    SeriesView view{name, {}, {}};
    {
        const std::lock_guard lock(mutex_);
        const auto known = series_.find(name);
        if (known == series_.end())
            return std::nullopt;
        view.chunks = known->second->chunks;
        view.open = known->second->open;
    }
    sort(view.open);
    return view;
}

StoreFigures Store::figures() const
{
    const std::lock_guard lock(mutex_);
    auto all = figures_;
    all.series = series_.size();
    all.memory = memory();
    all.dropped = sealed_.dropped();
    return all;
}

} // namespace zws::browser::history
