// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/memory_budget.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/text/quantity.hpp"

#include <algorithm>
#include <malloc.h>
#include <new>
#include <sys/mman.h>
#include <utility>

namespace zws::browser {

namespace {

constexpr std::size_t least_mapped = std::size_t{64} << 10U;
constexpr std::size_t largest_spare = std::size_t{256} << 10U;

bool is_mapped(std::size_t size)
{
    return size >= least_mapped;
}

char* map(std::size_t size)
{
    void* const block = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED)
        throw std::bad_alloc();
    return static_cast<char*>(block);
}

} // namespace

LogMemory::~LogMemory()
{
    for (char* const block : spare_)
        munmap(block, spare_size_);
}

LogMemory::Block LogMemory::allocate(std::size_t size)
{
    char* block = spare_of(size);
    if (block == nullptr)
        block = is_mapped(size) ? map(size) : static_cast<char*>(::operator new(size));
    held_ += size;
    return Block(block, {this, size});
}

void LogMemory::give_back(char* block, std::size_t size)
{
    held_ -= size;
    if (!is_mapped(size))
        ::operator delete(block);
    else if (!keep(block, size))
        munmap(block, size);
}

char* LogMemory::spare_of(std::size_t size)
{
    const std::lock_guard lock(mutex_);
    if (spare_.empty() || size != spare_size_)
        return nullptr;
    char* const block = spare_.back();
    spare_.pop_back();
    return block;
}

bool LogMemory::keep(char* block, std::size_t size)
{
    const std::lock_guard lock(mutex_);
    if (spare_.empty())
        spare_size_ = size;
    if (size > largest_spare || size != spare_size_ || spare_.size() == most_spare)
        return false;
    spare_.push_back(block);
    return true;
}

namespace {

constexpr std::size_t worth_giving_back = std::size_t{32} << 20U;

} // namespace

bool MemoryWatch::Sign::begins(std::uint64_t value, Clock::time_point now)
{
    if (std::exchange(seen, value) == value)
        return false;
    return std::exchange(quiet_until, now + std::chrono::minutes(1)) <= now;
}

void MemoryWatch::look(Clock::time_point now)
{
    const auto limit = shown_size(static_cast<std::int64_t>(budget_.limit()));
    if (given_up_.begins(ingest_.given_up.value(), now))
        log::warning("--memory-limit ", limit, " is met: logs and the history in them are shorter than ",
                     "--log-size");
    if (refused_.begins(budget_.refusals(), now))
        log::warning("--memory-limit ", limit,
                     " is met by connections, files and messages of clients: ", "others are refused");
    give_back();
}

/// The C library keeps what was freed between parts that are in use (malloc_trim(3)).
void MemoryWatch::give_back()
{
    const std::size_t held = budget_.taken() + budget_.logs().held();
    most_held_ = std::max(most_held_, held);
    if (most_held_ - held < worth_giving_back)
        return;
    most_held_ = held;
    malloc_trim(0);
}

} // namespace zws::browser
