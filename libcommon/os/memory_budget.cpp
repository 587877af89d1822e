// SPDX-License-Identifier: MIT
#include "libcommon/os/memory_budget.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>
#include <unistd.h>

namespace zws {

namespace {

constexpr auto no_limit = std::numeric_limits<std::size_t>::max();

/// The number in a file; no limit where there is none, as in "max".
std::size_t limit_in(const std::filesystem::path& file)
{
    std::ifstream in(file);
    std::size_t bytes = 0;
    return in >> bytes ? bytes : no_limit;
}

/// The least of the limits of a group and those above it. In a container the path can be one outside of it;
/// what it may use stands in the root then.
std::size_t least_limit(const std::filesystem::path& mount, std::filesystem::path group, const char* file)
{
    std::size_t least = no_limit;
    for (; group.has_relative_path(); group = group.parent_path())
        least = std::min(least, limit_in(mount / group.relative_path() / file));
    return std::min(least, limit_in(mount / file));
}

} // namespace

std::size_t memory_of_machine()
{
    return static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) *
           static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::size_t memory_of_control_group(const std::filesystem::path& root)
{
    std::size_t least = no_limit;
    std::ifstream groups(root / "proc/self/cgroup"); // lines of NUMBER:CONTROLLERS:PATH
    for (std::string line; std::getline(groups, line);) {
        const auto controllers = line.find(':') + 1;
        const auto path = line.find(':', controllers) + 1;
        const auto names = ',' + line.substr(controllers, path - 1 - controllers) + ',';
        if (names == ",,")
            least = std::min(least, least_limit(root / "sys/fs/cgroup", line.substr(path), "memory.max"));
        else if (names.find(",memory,") != std::string::npos)
            least = std::min(least, least_limit(root / "sys/fs/cgroup/memory", line.substr(path),
                                                "memory.limit_in_bytes"));
    }
    return least;
}

std::size_t MemoryBudget::usual_limit()
{
    const auto usual = std::min(memory_of_machine() / 4, memory_of_control_group() / 2) >> 20U << 20U;
    return std::max(least, usual);
}

bool MemoryBudget::reserve(std::size_t bytes)
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
    if (bytes > bytes_ && !budget_->reserve(bytes - bytes_))
        return false;
    if (bytes < bytes_)
        budget_->taken_ -= bytes_ - bytes;
    bytes_ = bytes;
    return true;
}

} // namespace zws
