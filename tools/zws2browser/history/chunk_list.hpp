// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/history/chunk.hpp"

#include <memory>
#include <vector>

namespace zws::browser::history {

/// Chunks of a series that were sealed after each other, and their summary: a step of the pyramid over
/// chunks. Never changes.
struct ChunkGroup {
    static constexpr std::size_t most = 64;

    Summary summary;
    std::vector<std::shared_ptr<const Chunk>> chunks;
};

/// All chunks of a series, in the order in which they were sealed. A copy is cheap, and stays as it is.
class ChunkList {
public:
    bool empty() const { return groups_.empty(); }
    const std::vector<std::shared_ptr<const ChunkGroup>>& groups() const { return groups_; }

    void push_back(std::shared_ptr<const Chunk> chunk);

    /// There is one at least.
    void pop_front();
    const Chunk& front() const { return *groups_.front()->chunks.front(); }

    Summary summary() const;

private:
    std::vector<std::shared_ptr<const ChunkGroup>> groups_;
};

} // namespace zws::browser::history
