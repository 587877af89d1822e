// SPDX-License-Identifier: MIT
#include "tools/znats/from_nats/from_nats.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/cli/throughput.hpp"
#include "libcommon/cli/warnings.hpp"
#include "libcommon/os/poll.hpp"
#include "libcommon/os/service_manager.hpp"
#include "libcommon/os/ticker.hpp"
#include "tools/znats/from_nats/consumer.hpp"
#include "tools/znats/from_nats/inbox.hpp"
#include "tools/znats/from_nats/outlet.hpp"
#include "tools/znats/from_nats/stream_position.hpp"
#include "tools/znats/nats/decoding.hpp"
#include "tools/znats/nats/nats_message.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace zws::nats {

namespace {

using Clock = std::chrono::steady_clock;

// News of room can be taken in by other calls; then only trying again shows that there is some.
constexpr auto retry_interval = std::chrono::milliseconds(20);
constexpr std::size_t remembered = 10'000; // messages: ten times what can be on its way

class Subscriber {
public:
    Subscriber(const Options& options, Socket& out, StopSignal& stop)
        : options_(options),
          stop_(stop),
          subject_(options.from, Subject::Use::subscribe),
          outlet_(out, options.waits(), static_cast<std::size_t>(options.buffer)),
          inbox_(wake_, static_cast<std::size_t>(options.buffer)),
          connection_(options.server, wake_),
          consumer_(options, connection_, inbox_),
          seen_(remembered),
          decoding_(options.decode),
          passed_(Clock::now()),
          second_(Clock::now())
    {
    }

    void run()
    {
        while (!wait()) {
            wake_.reset();
            connection_.check();
            consumer_.begin();
            burst();
            report();
        }
        service_manager::tell("STOPPING=1");
        finish();
    }

private:
    enum class State { drained, more, blocked };

    /// Sleeps until there is something to do; true if that is to stop.
    bool wait()
    {
        std::array<zmq::pollitem_t, 3> items{
            {{nullptr, stop_.fd(), ZMQ_POLLIN, 0}, outlet_.news(), {nullptr, wake_.fd(), ZMQ_POLLIN, 0}}};
        poll(items, wake_up());
        return items[0].revents != 0 && stop_.requested();
    }

    Clock::time_point wake_up() const
    {
        if (state_ == State::more)
            return Clock::now();
        const auto due = std::min({losses_.due(), overruns_.due(), second_.due(), watchdog_.due()});
        return state_ == State::blocked ? std::min(due, Clock::now() + retry_interval) : due;
    }

    /// Sends what is waiting, but no more than a stop can wait for.
    void burst()
    {
        const bool wanted = outlet_.has_subscribers() || options_.stream.name.empty();
        state_ = State::drained;
        for (int i = 0; wanted && i < outlet_.burst_limit(); ++i) {
            if (!held_ && !next())
                return;
            if (!release()) {
                state_ = State::blocked;
                return;
            }
        }
        if (wanted)
            state_ = State::more;
    }

    /// Takes the next message that is to be sent; false if there is none now.
    bool next()
    {
        while ((held_ = inbox_.pop())) {
            position_ = consumer_.acknowledges() ? position_of(*held_) : StreamPosition{};
            if (position_.sequence != 0 && seen_.knows(position_.identity())) {
                acknowledge(); // again: the first one was lost on its way
                continue;
            }
            if (take_frames())
                return true;
            acknowledge();
        }
        return false;
    }

    /// Takes the held message apart; false where it is lost.
    bool take_frames()
    {
        frames_ = decoded(*held_, subject_);
        if (frames_.empty()) {
            losses_.add("a header of znats is damaged");
            return false;
        }
        if (!decoding_.wanted())
            return true;
        Message message(frames_);
        if (const auto failure = decoding_.apply(message); !failure.empty()) {
            losses_.add("not decoded", 1, failure);
            return false;
        }
        frames_.clear();
        for (std::size_t i = 0; i < message.frame_count(); ++i)
            frames_.emplace_back(message.frame(i));
        return true;
    }

    /// Sends the message that is held; false if there is no room.
    bool release()
    {
        if (!outlet_.send(frames_))
            return false;
        std::size_t bytes = 0;
        for (const auto& frame : frames_)
            bytes += frame.size();
        passed_.add(bytes);
        acknowledge();
        held_.reset();
        return true;
    }

    void acknowledge()
    {
        if (!consumer_.acknowledges())
            return;
        seen_.add(position_.identity());
        static_cast<void>(natsMsg_Ack(held_.get(), nullptr)); // else it comes again
    }

    void report()
    {
        const auto now = Clock::now();
        watchdog_.tell(now);
        count_overruns();
        losses_.report(now);
        overruns_.report(now);
        if (!second_.passed(now))
            return;
        losses_.add("the buffer is full", consumer_.take_dropped());
        if (options_.stats)
            log::stats(passed_.recent(now), lost());
    }

    void count_overruns()
    {
        if (const auto lost = outlet_.lost(); lost != overrun_)
            overruns_.add("a subscriber had no room (see --hwm, --overflow block)",
                          lost - std::exchange(overrun_, lost));
    }

    std::string lost() const { return log::concat(losses_.total(), " lost"); }

    void finish()
    {
        connection_.flush(options_.socket.linger); // the acknowledgements
        losses_.add("the buffer is full", consumer_.take_dropped());
        count_overruns();
        losses_.tell_total();
        overruns_.tell_total();
        if (options_.stats) {
            log::stats("", "");
            log::line("total", passed_.total(Clock::now()) + ", " + lost());
        }
    }

    const Options& options_;
    StopSignal& stop_;
    Subject subject_;
    Outlet outlet_;
    WakeUp wake_;
    Inbox inbox_;
    Connection connection_;
    Consumer consumer_;
    Losses losses_;
    Losses overruns_{Losses::Count::at_least}; ///< of subscribers
    std::uint64_t overrun_ = 0;                ///< messages that overruns_ knows of
    SequenceMemory seen_;                      ///< identities of messages of the stream
    Decoding decoding_;
    MsgPtr held_;             ///< what frames_ are of, until it was sent
    StreamPosition position_; ///< of that one
    std::vector<std::string> frames_;
    State state_ = State::drained;
    Throughput passed_;
    Ticker second_;
    Watchdog watchdog_;
};

} // namespace

void from_nats(const Options& options, Socket& out, StopSignal& stop, const std::function<void()>& ready)
{
    Subscriber subscriber(options, out, stop);
    ready();
    subscriber.run();
}

} // namespace zws::nats
