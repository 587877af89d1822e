// SPDX-License-Identifier: MIT
// What a folder is to save of a store, and what it gives back at the start.
#include "tools/zws2browser/history/store.hpp"

#include <algorithm>
#include <utility>

namespace zws::browser::history {

void Store::restore_series(std::uint32_t number, const std::string& name)
{
    const std::lock_guard lock(mutex_);
    add(name, number);
}

bool Store::restore(std::shared_ptr<Chunk> chunk)
{
    const std::lock_guard lock(mutex_);
    const auto& head = chunk->head();
    const auto known = numbers_.find(head.series);
    if (known == numbers_.end())
        return false;
    auto& [series, end] = known->second;
    end = std::max(end, head.first_number + head.summary.count);
    if (series->number == head.series)
        series->sealed_end = end;
    series->chunks.push_back(chunk);
    sealed_.push_saved(std::move(chunk));
    shrink();
    return true;
}

bool Store::restore(const OpenRun& run)
{
    auto* series = find(run.series);
    if (series == nullptr || series->number != run.series)
        return false;
    for (std::size_t i = 0; i < run.points.size(); ++i) {
        const auto number = run.first_number + i;
        if (number < series->end())
            continue;
        if (number > series->end() && !series->open.empty())
            seal(*series); // points between are lost: numbers of a chunk follow each other
        if (series->open.empty())
            series->sealed_end = number;
        insert(*series, run.points[i]);
    }
    series->journaled_end = series->end();
    return true;
}

void Store::end_restore()
{
    const std::lock_guard lock(mutex_);
    drop_empty_series();
    for (const auto& [name, series] : series_) {
        series->started_at = now_;
        series->own_begin = series->end();
    }
}

std::vector<std::pair<std::uint32_t, std::string>> Store::unsaved_names() const
{
    const std::lock_guard lock(mutex_);
    return unsaved_names_;
}

std::vector<std::shared_ptr<Chunk>> Store::unsaved_chunks() const
{
    const std::lock_guard lock(mutex_);
    return sealed_.unsaved();
}

void Store::saved_names(std::size_t count)
{
    const std::lock_guard lock(mutex_);
    unsaved_names_.erase(unsaved_names_.begin(), unsaved_names_.begin() + static_cast<std::ptrdiff_t>(count));
}

void Store::saved(const std::shared_ptr<Chunk>& chunk, Bytes points, Bytes blocks)
{
    const std::lock_guard lock(mutex_);
    sealed_.saved(chunk, std::move(points), std::move(blocks));
}

std::optional<OpenRun> Store::open_run(std::uint32_t number, bool all) const
{
    const std::lock_guard lock(mutex_);
    const auto* series = find(number);
    if (series == nullptr)
        return std::nullopt;
    const auto begin = all ? series->sealed_end : std::max(series->journaled_end, series->sealed_end);
    if (begin >= series->end())
        return std::nullopt;
    const auto skipped = static_cast<std::ptrdiff_t>(begin - series->sealed_end);
    return OpenRun{number, begin, {series->open.begin() + skipped, series->open.end()}};
}

std::vector<OpenRun> Store::open_points(bool all) const
{
    std::vector<std::uint32_t> numbers;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [name, series] : series_)
            numbers.push_back(series->number);
    }
    std::vector<OpenRun> runs;
    for (const auto number : numbers) { // a lock for each: copying all may take a while
        if (auto run = open_run(number, all))
            runs.push_back(std::move(*run));
    }
    return runs;
}

void Store::journaled(const std::vector<OpenRun>& runs)
{
    const std::lock_guard lock(mutex_);
    for (const auto& run : runs) {
        if (auto* series = find(run.series))
            series->journaled_end = std::max(series->journaled_end, run.first_number + run.points.size());
    }
}

std::size_t Store::open_count() const
{
    const std::lock_guard lock(mutex_);
    std::size_t count = 0;
    for (const auto& [name, series] : series_)
        count += series->open.size();
    return count;
}

} // namespace zws::browser::history
