// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/memory_budget.hpp"

#include "tests/unit/catch.hpp"

#include <cstring>
#include <set>
#include <vector>

using namespace zws::browser;

TEST_CASE("what is held of the memory of logs is counted, whatever the sizes")
{
    LogMemory memory;
    {
        const auto small = memory.allocate(4096);
        const auto large = memory.allocate(std::size_t{1} << 20U);
        std::memset(small.get(), 1, 4096);
        std::memset(large.get(), 1, std::size_t{1} << 20U);
        CHECK(memory.held() == 4096 + (std::size_t{1} << 20U));
    }
    CHECK(memory.held() == 0);
}

TEST_CASE("blocks of one size are used again")
{
    LogMemory memory;
    constexpr std::size_t size = std::size_t{256} << 10U;
    std::vector<LogMemory::Block> blocks;
    for (int i = 0; i < 40; ++i)
        blocks.push_back(memory.allocate(size));
    std::set<const char*> seen;
    for (const auto& block : blocks)
        seen.insert(block.get());
    CHECK(seen.size() == 40);
    blocks.clear();
    for (int i = 0; i < 40; ++i) {
        blocks.push_back(memory.allocate(size));
        std::memset(blocks.back().get(), 1, size);
    }
    CHECK(seen.count(blocks.front().get()) == 1);
    CHECK(memory.held() == 40 * size);
    blocks.clear();
    const auto other = memory.allocate(size / 2);
    std::memset(other.get(), 1, size / 2);
    CHECK(seen.count(other.get()) == 0);
}
