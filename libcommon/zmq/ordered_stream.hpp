// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "libcommon/zmq/message.hpp"
#include "libcommon/zmq/ordered_run.hpp"

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string>

namespace zws {

/// The messages of a stream in order, each once: those of each epoch by their positions, those without one by
/// own_number(). Counts what came twice, and what was given up.
class OrderedStream {
public:
    using Clock = OrderedRun::Clock;

    /// Instead of an epoch: that of messages with own_number().
    static constexpr std::uint64_t own_numbers = 0;

    /// Where a message is.
    struct Number {
        std::uint64_t epoch;
        std::uint64_t number;
    };
    static std::optional<Number> number_of(const Message& message);

    /// The messages of an epoch.
    struct Run {
        std::uint64_t epoch;
        OrderedRun order;
        /// Numbers before this one are not lost where nobody has them.
        std::uint64_t counts_from = 0;
        bool waits = false; ///< for what is missing of those before it
        bool ended = false; ///< another one has taken its place
    };

    /// `late`: so many before the first message are missing, too.
    explicit OrderedStream(std::uint64_t late) : late_(late) {}

    /// The usual case: a message is the next one, and nothing waits. Otherwise false, and nothing is done.
    bool follows(const Number& number)
    {
        return latest_ != nullptr && latest_->epoch == number.epoch && !latest_->waits &&
               latest_->order.follows(number.number);
    }

    /// Takes a message that came over the stream. `alone`: only one peer sends it, so that an epoch that is
    /// new is that of a new start.
    Run& add(const Number& number, Message& message, bool alone);

    /// Takes a message that was had again.
    Run& add_repaired(const Number& number, Message& message);

    /// Gives out the next message that is in order, if there is one.
    bool release(Message& message);

    /// Whether release() has one.
    bool ready() const;

    /// Whether something is missing, or waits.
    bool open() const;

    std::list<Run>& runs() { return runs_; }
    /// Null: there is none.
    Run* find(std::uint64_t epoch);

    /// Begins an epoch that takes the place of all others; `least`: its first number.
    Run& restart(std::uint64_t epoch, std::uint64_t least);

    /// Messages that wait for others.
    std::uint64_t waiting() const;

    /// Gives up what is missing of `span`.
    void lose(Run& run, OrderedRun::Span span, const char* why);

    struct Counts {
        std::uint64_t repaired = 0; ///< messages that were had again
        std::uint64_t lost = 0;     ///< that could not be
        std::uint64_t twice = 0;    ///< that came again, and were dropped
    };
    const Counts& counts() const { return counts_; }
    Losses& losses() { return losses_; }

private:
    Run& begin(std::uint64_t epoch, std::uint64_t next, std::uint64_t counts_from);
    Run& run_of(const Number& number, bool alone);
    void bound_memory(Run& run);

    static constexpr std::size_t most_runs = 16; ///< further ones push out the oldest

    std::uint64_t late_;
    std::list<Run> runs_; ///< in the order of their starts
    Run* latest_ = nullptr;
    Counts counts_;
    Losses losses_;
};

} // namespace zws
