// SPDX-License-Identifier: MIT
#include "libcommon/os/memory_budget.hpp"

#include "libcommon/os/machine_memory.hpp"

#include <algorithm>

namespace zws {

std::size_t MemoryBudget::usual_limit()
{
    const auto usual = std::min(memory_of_machine() / 4, memory_of_control_group() / 2) >> 20U << 20U;
    return std::max(least, usual);
}

bool MemoryBudget::take(std::size_t bytes)
{
    auto taken = taken_.load();
    do {
        if (bytes > limit_ / 2 - taken) {
            ++refusals_;
            return false;
        }
    } while (!taken_.compare_exchange_weak(taken, taken + bytes));
    return true;
}

bool MemoryBudget::Share::resize(std::size_t bytes)
{
    if (budget_ == nullptr)
        return true;
    if (bytes > bytes_ && !budget_->take(bytes - bytes_))
        return false;
    if (bytes < bytes_)
        budget_->taken_ -= bytes_ - bytes;
    bytes_ = bytes;
    return true;
}

} // namespace zws
