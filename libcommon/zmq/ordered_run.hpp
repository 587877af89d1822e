// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/message.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace zws {

/// The messages of one run of numbers, in order: those after a gap wait until what is missing has come, or is
/// given up.
class OrderedRun {
public:
    using Clock = std::chrono::steady_clock;

    /// Numbers from `first` up to the one before `last`.
    struct Span {
        std::uint64_t first = 0;
        std::uint64_t last = 0;

        std::uint64_t size() const { return last - first; }
        bool operator==(const Span&) const = default;
    };

    /// `next`: the number of the first message.
    explicit OrderedRun(std::uint64_t next) : next_(next) {}

    /// The usual case: the number is the next one, and nothing waits. Otherwise false, and nothing is done.
    bool follows(std::uint64_t number)
    {
        if (number != next_ || !gaps_.empty() || !held_.empty())
            return false;
        ++next_;
        return true;
    }

    enum class Added { held, filled, repeated };

    /// Takes a message over, unless it is repeated. `now`: when a gap that it shows began.
    Added add(std::uint64_t number, Message& message, Clock::time_point now);

    /// Numbers up to `number` are missing, too, if they have not been seen.
    void expect(std::uint64_t number, Clock::time_point now);

    /// Whether pop() has a message.
    bool ready() const
    {
        return !held_.empty() && (gaps_.empty() || held_.begin()->first < gaps_.begin()->first);
    }

    /// The next message in order, to be called where it is ready().
    Message pop();

    /// What is missing of `span` is not waited for any more.
    void give_up(Span span);

    /// The gaps that began, and in which nothing has come, since before `since`.
    std::vector<Span> older_than(Clock::time_point since) const;

    /// What is missing and was not asked for since `since`; it is from `now` on.
    std::vector<Span> to_ask(Clock::time_point since, Clock::time_point now);

    /// What is missing of `span`.
    std::vector<Span> missing(Span span) const;
    bool lacks(std::uint64_t number) const { return !missing({number, number + 1}).empty(); }

    /// The gaps begin `now`.
    void wait_from(Clock::time_point now);

    std::optional<Span> first_gap() const;
    bool complete() const { return gaps_.empty(); }
    std::uint64_t next() const { return next_; }
    std::size_t bytes() const { return bytes_; } ///< of what waits, about
    std::size_t waiting() const { return held_.size(); }

private:
    struct Gap {
        std::uint64_t last;      ///< the number after it
        Clock::time_point since; ///< that something of it came
        Clock::time_point asked;
    };
    using Gaps = std::map<std::uint64_t, Gap>;

    void hold(std::uint64_t number, Message& message);
    bool fill(std::uint64_t number, Clock::time_point now);

    std::uint64_t next_; ///< the number after the greatest
    Gaps gaps_;          ///< by the first number
    std::map<std::uint64_t, Message> held_;
    std::size_t bytes_ = 0;
};

} // namespace zws
