// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <memory>
#include <utility>
#include <vector>

namespace zws::nats {

/// libnats from its start to its end, when all its threads have ended. All objects of libnats end before,
/// also messages.
class NatsRuntime {
public:
    /// How long to wait for a thread that waits for a server which does not answer.
    static constexpr std::chrono::milliseconds farewell{500};

    NatsRuntime();
    ~NatsRuntime();
    NatsRuntime(const NatsRuntime&) = delete;
    NatsRuntime& operator=(const NatsRuntime&) = delete;

    /// Keeps what threads of libnats use until they have ended: forever, if one waits for a server that
    /// does not answer, for it cannot be woken.
    void keep(std::shared_ptr<void> used) { used_->push_back(std::move(used)); }

private:
    using Used = std::vector<std::shared_ptr<void>>;

    std::unique_ptr<Used> used_ = std::make_unique<Used>();
};

} // namespace zws::nats
