// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <thread>

namespace zws::nats {

/// Repeats a step on a thread of its own, with pauses, until it succeeds or this is destroyed. Each new
/// reason for a failure is a warning.
class Retried {
public:
    /// Returns why it failed, or one of the three below.
    using Step = std::function<std::string()>;
    static constexpr const char* done = "";
    static constexpr const char* holds = "holds";         ///< it succeeded, and looks again whether it did
    static constexpr const char* not_tried = "not tried"; ///< no server is there

    /// `what` begins the warnings.
    Retried(std::string what, Step step);

private:
    std::jthread thread_;
};

} // namespace zws::nats
