// SPDX-License-Identifier: MIT
#include "tools/znats/nats/retried.hpp"

#include "libcommon/cli/log.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace zws::nats {

namespace {

void retry(const std::stop_token& stop, const std::string& what, const Retried::Step& step)
{
    constexpr auto pause = std::chrono::milliseconds(250);
    std::mutex mutex;
    std::condition_variable_any sleep;
    std::string told;
    while (!stop.stop_requested()) {
        const auto failure = step();
        if (failure == Retried::done)
            return;
        if (failure == Retried::holds) {
            told.clear();
        } else if (failure != Retried::not_tried && failure != told) {
            log::warning(what, ": ", failure, "; trying again");
            told = failure;
        }
        std::unique_lock lock(mutex);
        sleep.wait_for(lock, stop, pause, [] { return false; });
    }
}

} // namespace

Retried::Retried(std::string what, Step step)
    : thread_([what = std::move(what), step = std::move(step)](const std::stop_token& stop) {
          retry(stop, what, step);
      })
{
}

} // namespace zws::nats
