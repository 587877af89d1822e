// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/keeper.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"

namespace zws::browser::history {

Keeper::Keeper(Store& store, Folder& folder, std::chrono::milliseconds period)
    : store_(store),
      folder_(folder),
      size_(folder.size()),
      thread_([this, period](const std::stop_token& stop) { run(stop, period); })
{
}

Keeper::~Keeper()
{
    thread_.request_stop();
    thread_.join();
    save();
    if (failed_)
        log::warning("history: what came last was not saved");
}

void Keeper::run(const std::stop_token& stop, std::chrono::milliseconds period)
{
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        stopped_.wait_for(lock, stop, period, [] { return false; });
        save();
    }
}

void Keeper::save()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    try {
        folder_.save(store_, std::chrono::duration<double>(now).count());
        if (std::exchange(failed_, false))
            log::info("history: is saved again");
    } catch (const Error& failure) {
        tell(failure);
    }
    size_ = folder_.size();
}

void Keeper::tell(const Error& failure)
{
    failures_.fetch_add(1, std::memory_order_relaxed);
    const auto now = std::chrono::steady_clock::now();
    if (failed_ && now < next_warning_)
        return;
    failed_ = true;
    next_warning_ = now + std::chrono::minutes(1);
    log::warning("history: ", failure.what(),
                 ": it stays in memory as long as there is room, and is saved later");
}

} // namespace zws::browser::history
