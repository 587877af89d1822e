// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/memory_budget.hpp"

#include <new>
#include <sys/mman.h>

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

LogMemory::Block LogMemory::take(std::size_t size)
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

} // namespace zws::browser
