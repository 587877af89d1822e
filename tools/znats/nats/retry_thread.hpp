// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <thread>

namespace zws::nats {

/// Repeats a step on a thread of its own, with pauses, until it succeeds or this is destroyed. Each new
/// reason for a failure is a warning.
class RetryThread {
public:
    enum class Outcome {
        done,      ///< it succeeded: the thread ends
        holds,     ///< it succeeded, and looks again whether it did
        not_tried, ///< no server is there
        stands_by, ///< somebody else does it, for a `reason` that is told once
        failed
    };
    struct Result {
        Outcome outcome;
        std::string reason = {}; ///< why it failed, or stands by
    };
    using Step = std::function<Result()>;

    /// `what` begins the warnings.
    RetryThread(std::string what, Step step);

private:
    std::jthread thread_;
};

} // namespace zws::nats
