// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/memory_budget.hpp"
#include "tools/zws2browser/history/store.hpp"
#include "tools/zws2browser/http/http.hpp"
#include "tools/zws2browser/http/request_target.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace zws::browser {

/// Whether HistoryService answers requests for `path`.
bool is_about_history(const std::string& path);

/// Answers what is asked about history on a thread of its own: it may wait for a disk, as event loops must
/// not.
class HistoryService {
public:
    using Done = std::function<void(Response)>;

    /// Answers have shares of `memory` until they are sent.
    HistoryService(const history::Store& store, zws::MemoryBudget& memory);

    /// What waits is not answered any more.
    ~HistoryService();
    HistoryService(const HistoryService&) = delete;
    HistoryService& operator=(const HistoryService&) = delete;

    /// Answers `/history`, `/history.csv` or `/series` (zws2browser(1), THE PAST); `accept` is the field of
    /// the request. `done` is called on the thread of `asking`: with 503 where too many wait.
    void answer(RequestTarget target, std::string accept, net::io_context& asking, Done done);

private:
    struct Question {
        RequestTarget target;
        std::string accept;
        net::io_context* asking;
        Done done;
    };

    void run(const std::stop_token& stop);
    Response answered(const Question& question);
    Response with_memory(std::string_view type, std::string text);

    static constexpr std::size_t most_waiting = 64;

    const history::Store& store_;
    zws::MemoryBudget& memory_;
    std::mutex mutex_;
    std::condition_variable_any came_;
    std::deque<Question> waiting_; ///< at most most_waiting, others are refused
    std::jthread thread_;
};

} // namespace zws::browser
