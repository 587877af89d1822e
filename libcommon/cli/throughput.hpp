// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace zws {

/// The throughput of a stream of messages.
class Throughput {
public:
    using Clock = std::chrono::steady_clock;

    explicit Throughput(Clock::time_point start) : start_(start), looked_(start) {}

    /// Counts one message of `bytes`.
    void add(std::size_t bytes)
    {
        ++now_.messages;
        now_.bytes += bytes;
    }

    std::uint64_t messages() const { return now_.messages; }
    std::uint64_t bytes() const { return now_.bytes; }

    /// "12 messages, 340 B, 10.0 msg/s, 283.3 B/s", "..., 1.5 KiB, ...": the counts so far, the rates since
    /// the last call.
    std::string recent(Clock::time_point now);

    /// "12 messages, 340 B in 1.2 s, 10.0 msg/s, 283.3 B/s": all since the start.
    std::string total(Clock::time_point now) const;

private:
    struct Count {
        std::uint64_t messages = 0;
        std::uint64_t bytes = 0;
    };
    static std::string rates(Count count, double seconds);

    Clock::time_point start_;
    Clock::time_point looked_;
    Count now_;
    Count then_; ///< at looked_
};

} // namespace zws
