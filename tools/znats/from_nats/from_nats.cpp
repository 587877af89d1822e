// SPDX-License-Identifier: MIT
#include "tools/znats/from_nats/from_nats.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/cli/throughput.hpp"
#include "libcommon/cli/warnings.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/os/poll.hpp"
#include "libcommon/os/service_manager.hpp"
#include "libcommon/os/ticker.hpp"
#include "tools/znats/from_nats/consumer.hpp"
#include "tools/znats/from_nats/custody.hpp"
#include "tools/znats/from_nats/inbox.hpp"
#include "tools/znats/from_nats/outlet.hpp"
#include "tools/znats/from_nats/unpacked.hpp"
#include "tools/znats/nats/figures.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace zws::nats {

namespace {

using Clock = std::chrono::steady_clock;

// News of room can be taken in by other calls; then only trying again shows that there is some.
constexpr auto retry_interval = std::chrono::milliseconds(20);
constexpr std::size_t usual_in_flight = 1000; // messages of a stream

Custody::Kind kind(const Options& options)
{
    if (!options.keeps())
        return Custody::Kind::plain;
    return options.replays() ? Custody::Kind::replayed : Custody::Kind::acknowledged;
}

std::size_t in_flight_limit(const Options& options)
{
    return options.stream.ack_pending ? static_cast<std::size_t>(*options.stream.ack_pending)
                                      : usual_in_flight;
}

class OutOfNats {
public:
    OutOfNats(const Options& options, Socket& out, StopSignal& stop, MetricsServer* metrics)
        : options_(options),
          stop_(stop),
          metrics_(metrics),
          outlet_(out, {options.waits(), static_cast<std::size_t>(options.buffer),
                        options.wait_peers.value_or(1), options.keeps() ? &wake_ : nullptr}),
          inbox_(wake_, static_cast<std::size_t>(options.buffer)),
          connection_(options.server, wake_),
          consumer_(options, connection_, inbox_),
          custody_(kind(options), in_flight_limit(options), static_cast<std::size_t>(options.buffer)),
          unpacked_(options, losses_),
          passed_(Clock::now()),
          second_(Clock::now())
    {
    }

    void run()
    {
        publish();
        while (!wait()) {
            wake_.reset();
            check();
            consumer_.begin();
            burst();
            report();
        }
        service_manager::tell("STOPPING=1");
        finish();
    }

private:
    enum class State { drained, more, blocked };

    /// Throws Error where no message can ever come.
    void check()
    {
        connection_.check();
        if (const auto subject = connection_.complaints().denied_subscription(); !subject.empty())
            throw Error("subscribe " + log::excerpt(subject) + ": the server does not permit it");
    }

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
        const auto due =
            std::min({losses_.due(), overruns_.due(), second_.due(), watchdog_.due(), outlet_.due()});
        return state_ == State::blocked ? std::min(due, Clock::now() + retry_interval) : due;
    }

    /// Sends what is waiting, but no more than a stop can wait for.
    void burst()
    {
        const bool wanted = outlet_.has_subscribers() || !options_.keeps();
        if (options_.keeps())
            follow_up();
        state_ = State::drained;
        take_in();
        for (int i = 0; wanted && custody_.next() != nullptr; ++i) {
            if (i == outlet_.burst_limit()) {
                state_ = State::more;
                return;
            }
            if (!send_next()) {
                state_ = State::blocked;
                return;
            }
            take_in();
        }
    }

    /// Hears what has become of what was sent.
    void follow_up()
    {
        if (outlet_.take_interruption())
            custody_.send_again();
        custody_.arrived(outlet_.take_arrived());
    }

    void take_in()
    {
        while (custody_.has_room()) {
            MsgPtr message = inbox_.pop();
            if (!message)
                return;
            custody_.admit(std::move(message));
        }
    }

    /// Sends the next message, or gives it up; false if there is no room.
    bool send_next()
    {
        const auto number = custody_.next_number();
        if (!unpacked_.unpack(number, *custody_.next())) {
            custody_.give_up();
            return true;
        }
        if (!outlet_.send(number, unpacked_.frames()))
            return false;
        if (std::exchange(first_, std::max(first_, number)) < number)
            passed_.add(unpacked_.bytes());
        custody_.sent();
        return true;
    }

    void report()
    {
        const auto now = Clock::now();
        watchdog_.tell(now);
        count_drops();
        losses_.report(now);
        overruns_.report(now);
        if (!second_.passed(now))
            return;
        losses_.add("the buffer is full", consumer_.take_dropped());
        publish();
        if (options_.stats)
            log::stats(passed_.recent(now), described(figures()));
    }

    void count_drops()
    {
        static const std::string no_room = "a subscriber had no room (see --hwm, --overflow block)";
        const auto now = outlet_.drops();
        const auto before = std::exchange(drops_, now);
        losses_.add(no_room, now.exact - before.exact);
        overruns_.add(no_room, now.at_least - before.at_least);
    }

    BridgeFigures figures() const
    {
        BridgeFigures now;
        now.messages = passed_.messages();
        now.bytes = passed_.bytes();
        now.connected = connection_.connected();
        now.connections = connection_.generation();
        now.peers = outlet_.peers();
        now.unheard = outlet_.unheard();
        now.buffered = custody_.waiting() + custody_.in_flight() + inbox_.count();
        now.lost = losses_.total() + overruns_.total();
        now.lost_more = overruns_.total() > 0;
        if (!options_.keeps())
            return now;
        now.in_flight = custody_.in_flight();
        now.again = custody_.again();
        if (!options_.replays())
            now.redelivered = custody_.redelivered();
        return now;
    }

    void publish()
    {
        if (metrics_ != nullptr)
            metrics_->set(prometheus(figures()));
    }

    /// What has come still goes, for the time of the linger; what then has not is told.
    void finish()
    {
        const auto end = Clock::now() + options_.socket.linger;
        consumer_.stop(options_.socket.linger);
        do {
            wake_.reset();
            settle();
            if (is_done())
                break;
            std::array<zmq::pollitem_t, 2> items{{outlet_.news(), {nullptr, wake_.fd(), ZMQ_POLLIN, 0}}};
            poll(items, std::min({end, wake_up(), Clock::now() + retry_interval}));
        } while (Clock::now() < end);
        connection_.flush(options_.socket.linger); // the acknowledgements
        tell_rest();
    }

    /// A stream keeps what is waiting.
    void settle()
    {
        if (!options_.keeps())
            return burst();
        static_cast<void>(outlet_.has_subscribers());
        follow_up();
        state_ = State::drained;
    }

    bool is_done()
    {
        if (options_.keeps())
            return custody_.in_flight() == 0;
        return consumer_.stopped() && outlet_.queued() == 0 && custody_.waiting() == 0 &&
               inbox_.count() == 0 && consumer_.pending() == 0;
    }

    void tell_rest()
    {
        losses_.add("the buffer is full", consumer_.take_dropped());
        count_drops();
        if (!options_.keeps()) {
            losses_.add("not sent before the end", custody_.waiting() + inbox_.count() + consumer_.pending());
            overruns_.add("still queued for a subscriber at the end", outlet_.queued());
        } else if (const auto left = custody_.in_flight(); left > 0) {
            log::warning("discarded ", left, left == 1 ? " message that had" : " messages that had",
                         " not reached a subscriber: ",
                         options_.replays() ? "a replay begins anew" : "the stream delivers them again");
        }
        losses_.tell_total();
        overruns_.tell_total();
        if (!options_.stats)
            return;
        log::stats("", "");
        log::line("total", passed_.total(Clock::now()) + ", " + described(figures()));
    }

    const Options& options_;
    StopSignal& stop_;
    MetricsServer* metrics_;
    WakeUp wake_;
    LastHop outlet_;
    Inbox inbox_;
    Connection connection_;
    Consumer consumer_;
    Custody custody_;
    Losses losses_;
    Losses overruns_{Losses::Count::at_least}; ///< of subscribers
    LastHop::Drops drops_;                     ///< those that are counted
    UnpackedMessages unpacked_;
    std::uint64_t first_ = 0; ///< the greatest number that was sent
    State state_ = State::drained;
    Throughput passed_;
    Ticker second_;
    Watchdog watchdog_;
};

} // namespace

void from_nats(const Options& options, Socket& out, StopSignal& stop, MetricsServer* metrics,
               const std::function<void()>& ready)
{
    OutOfNats subscriber(options, out, stop, metrics);
    ready();
    subscriber.run();
}

} // namespace zws::nats
