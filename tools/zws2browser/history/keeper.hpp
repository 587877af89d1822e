// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/error.hpp"
#include "tools/zws2browser/history/folder.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

namespace zws::browser::history {

/// A thread that takes what is new in a store into a folder, twice a second. Where that fails it says so, at
/// once and then once a minute, and tries again: meanwhile the store keeps what its memory has room for.
class Keeper {
public:
    /// What `folder` has is in `store` already. `period` is from one time to the next.
    Keeper(Store& store, Folder& folder, std::chrono::milliseconds period = std::chrono::milliseconds(500));

    /// Saves once more, and ends.
    ~Keeper();
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    /// How often saving has failed, and how many bytes the folder has; for any thread.
    std::uint64_t failures() const { return failures_.load(std::memory_order_relaxed); }
    std::uint64_t size() const { return size_.load(std::memory_order_relaxed); }

private:
    void run(const std::stop_token& stop, std::chrono::milliseconds period);
    void save();
    void tell(const Error& failure);

    Store& store_;
    Folder& folder_;
    bool failed_ = false;
    std::chrono::steady_clock::time_point next_warning_;
    std::atomic<std::uint64_t> failures_ = 0;
    std::atomic<std::uint64_t> size_;
    std::mutex mutex_;
    std::condition_variable_any stopped_;
    std::jthread thread_;
};

} // namespace zws::browser::history
