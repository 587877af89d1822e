// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/chunk_list.hpp"

#include <utility>

namespace zws::browser::history {

void ChunkList::push_back(std::shared_ptr<const Chunk> chunk)
{
    const bool full = groups_.empty() || groups_.back()->chunks.size() == ChunkGroup::most;
    auto last = full ? std::make_shared<ChunkGroup>() : std::make_shared<ChunkGroup>(*groups_.back());
    last->summary.add(chunk->summary());
    last->chunks.push_back(std::move(chunk));
    if (full)
        groups_.push_back(std::move(last));
    else
        groups_.back() = std::move(last);
}

void ChunkList::pop_front()
{
    const auto& old = *groups_.front();
    auto rest = std::make_shared<ChunkGroup>();
    rest->chunks.assign(old.chunks.begin() + 1, old.chunks.end());
    for (const auto& chunk : rest->chunks)
        rest->summary.add(chunk->summary());
    if (rest->chunks.empty())
        groups_.erase(groups_.begin());
    else
        groups_.front() = std::move(rest);
}

Summary ChunkList::summary() const
{
    Summary all;
    for (const auto& group : groups_)
        all.add(group->summary);
    return all;
}

} // namespace zws::browser::history
