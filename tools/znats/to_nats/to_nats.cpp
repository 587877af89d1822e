// SPDX-License-Identifier: MIT
#include "tools/znats/to_nats/to_nats.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/cli/warnings.hpp"
#include "libcommon/codec/own_numbers.hpp"
#include "libcommon/os/poll.hpp"
#include "libcommon/os/service_manager.hpp"
#include "libcommon/os/ticker.hpp"
#include "libcommon/zmq/byte_mark.hpp"
#include "libcommon/zmq/inlet.hpp"
#include "libcommon/zmq/message.hpp"
#include "libcommon/zmq/position.hpp"
#include "tools/znats/nats/decoding.hpp"
#include "tools/znats/nats/figures.hpp"
#include "tools/znats/to_nats/dispatch.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace zws::nats {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int burst_limit = 1000; // messages

class IntoNats {
public:
    IntoNats(const Options& options, Socket& in, StopSignal& stop, MetricsServer* metrics)
        : options_(options),
          socket_(in),
          in_(in.handle),
          inlet_(in),
          stop_(stop),
          metrics_(metrics),
          mark_(in.handle, options.socket.hwm, static_cast<std::size_t>(options.buffer)),
          connection_(options.server, wake_),
          dispatch_(options, connection_, wake_, losses_),
          decoding_(options.decode),
          numbers_(own_numbers(options.numbers)),
          second_(Clock::now())
    {
    }

    ~IntoNats() { dispatch_.disconnect(); }
    IntoNats(const IntoNats&) = delete;
    IntoNats& operator=(const IntoNats&) = delete;

    void run()
    {
        publish();
        while (!wait()) {
            wake_.reset();
            connection_.check();
            receive();
            mark_.settle(socket_.watch->peers(), Clock::now());
            dispatch_.attend();
            report();
        }
        service_manager::tell("STOPPING=1");
        finish();
    }

private:
    /// Sleeps until there is something to do; true if that is to stop.
    bool wait()
    {
        const bool takes = !options_.waits() || !dispatch_.full();
        std::array<zmq::pollitem_t, 4> items{{{nullptr, stop_.fd(), ZMQ_POLLIN, 0},
                                              {nullptr, wake_.fd(), ZMQ_POLLIN, 0},
                                              {in_.handle(), 0, ZMQ_POLLIN, 0},
                                              {nullptr, inlet_.fd(), ZMQ_POLLIN, 0}}};
        poll(std::span(items).first(takes ? 4 : 2), takes ? std::min(wake_up(), inlet_.due()) : wake_up());
        return items[0].revents != 0 && stop_.requested();
    }

    Clock::time_point wake_up() const
    {
        const auto due = std::min({losses_.due(), watchdog_.due(), dispatch_.due()});
        return options_.counts() ? std::min(due, second_.due()) : due;
    }

    /// Takes what is waiting, but no more than a stop can wait for.
    void receive()
    {
        for (int i = 0; i < burst_limit; ++i) {
            if (options_.waits() && dispatch_.full())
                return;
            if (!inlet_.receive(message_))
                return;
            mark_.see(message_.size());
            carry();
        }
    }

    /// The number is where the publisher has put it: in the message as it came.
    void carry()
    {
        const auto position = numbers_ ? numbers_->position_of(message_) : std::nullopt;
        if (const auto failure = decoding_.apply(message_); !failure.empty())
            return losses_.add("not decoded", 1, failure);
        if (position)
            append_position(message_, *position);
        dispatch_.add(message_);
    }

    void report()
    {
        const auto now = Clock::now();
        watchdog_.tell(now);
        losses_.report(now);
        if (!options_.counts() || !second_.passed(now))
            return;
        publish();
        if (options_.stats)
            log::stats(dispatch_.published().recent(now), described(figures()));
    }

    BridgeFigures figures() const
    {
        BridgeFigures now;
        dispatch_.fill(now);
        now.connected = connection_.connected();
        now.connections = connection_.generation();
        now.peers = socket_.watch->peers();
        now.lost = losses_.total();
        now.repaired = inlet_.counts();
        return now;
    }

    void publish()
    {
        if (metrics_ != nullptr)
            metrics_->set(prometheus(figures()));
    }

    /// Input has stopped: what is left gets the time of the linger.
    void finish()
    {
        const auto end = Clock::now() + options_.socket.linger;
        inlet_.end();
        do
            receive();
        while (inlet_.due() == Inlet::Clock::time_point::min() && !(options_.waits() && dispatch_.full()));
        while (dispatch_.count() > 0 && connection_.connected() && Clock::now() < end) {
            wake_.reset();
            dispatch_.attend();
            std::array<zmq::pollitem_t, 1> items{{{nullptr, wake_.fd(), ZMQ_POLLIN, 0}}};
            if (dispatch_.count() > 0)
                poll(items, std::min(end, dispatch_.due()));
        }
        if (!connection_.flush(std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now())) &&
            !options_.keeps() && connection_.connected())
            log::warning("the server did not confirm the last messages, which may be lost");
        dispatch_.end();
        losses_.tell_total();
        inlet_.tell_total();
        if (options_.stats) {
            log::stats("", "");
            log::line("total", dispatch_.published().total(Clock::now()) + ", " + described(figures()));
        }
        dispatch_.check();
    }

    const Options& options_;
    Socket& socket_;
    zmq::socket_t& in_; ///< of socket_
    Inlet inlet_;       ///< from it
    StopSignal& stop_;
    MetricsServer* metrics_;
    ByteMark mark_; ///< of in_
    WakeUp wake_;
    Connection connection_;
    Losses losses_;
    Dispatch dispatch_;
    Message message_;
    Decoding decoding_;
    std::optional<OwnNumbers> numbers_;
    Ticker second_;
    Watchdog watchdog_;
};

} // namespace

void to_nats(const Options& options, Socket& in, StopSignal& stop, MetricsServer* metrics,
             const std::function<void()>& ready)
{
    IntoNats publisher(options, in, stop, metrics);
    ready();
    publisher.run();
}

} // namespace zws::nats
