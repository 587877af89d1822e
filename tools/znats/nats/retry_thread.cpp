// SPDX-License-Identifier: MIT
#include "tools/znats/nats/retry_thread.hpp"

#include "libcommon/cli/log.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace zws::nats {

namespace {

using Outcome = RetryThread::Outcome;

void retry(const std::stop_token& stop, const std::string& what, const RetryThread::Step& step)
{
    constexpr auto pause = std::chrono::milliseconds(250);
    std::mutex mutex;
    std::condition_variable_any sleep;
    std::string told;
    while (!stop.stop_requested()) {
        const auto [outcome, reason] = step();
        if (outcome == Outcome::done)
            return;
        if (outcome == Outcome::holds) {
            told.clear();
        } else if (outcome != Outcome::not_tried && reason != told) {
            if (outcome == Outcome::stands_by)
                log::info(what, ": ", reason);
            else
                log::warning(what, ": ", reason, "; trying again");
            told = reason;
        }
        std::unique_lock lock(mutex);
        sleep.wait_for(lock, stop, pause, [] { return false; });
    }
}

} // namespace

RetryThread::RetryThread(std::string what, Step step)
    : thread_([what = std::move(what), step = std::move(step)](const std::stop_token& stop) {
          retry(stop, what, step);
      })
{
}

} // namespace zws::nats
