// SPDX-License-Identifier: MIT
#include "tools/zws2browser/memory_budget.hpp"

namespace zws::browser {

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

} // namespace zws::browser
