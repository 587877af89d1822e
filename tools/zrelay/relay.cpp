// SPDX-License-Identifier: MIT
#include "tools/zrelay/relay.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/cli/throughput.hpp"
#include "libcommon/cli/warnings.hpp"
#include "libcommon/os/poll.hpp"
#include "libcommon/os/service_manager.hpp"
#include "libcommon/os/ticker.hpp"
#include "libcommon/zmq/byte_mark.hpp"
#include "tools/zrelay/forwarder.hpp"
#include "tools/zrelay/gathering.hpp"
#include "tools/zrelay/metrics.hpp"
#include "tools/zrelay/subscriptions.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <optional>
#include <poll.h>
#include <utility>

namespace zws::relay {

namespace {

using Clock = std::chrono::steady_clock;
using State = Forwarder::State;

constexpr int nothing = -1; // not a descriptor: poll(2) ignores it

// A descriptor of libzmq tells a change once, and any call of its socket may use that up. So room may have
// come without a word, and the send is tried again after this time.
constexpr auto retry = std::chrono::milliseconds(20);

// Messages flow where they follow each other within this time, at least.
constexpr auto dense = std::chrono::milliseconds(5);
constexpr auto longest_in_socket = std::chrono::milliseconds(20);
constexpr auto first_subscriber = std::chrono::seconds(2); // peers of ours are back by then

class Relay {
public:
    Relay(const Options& options, Inlet in, Outlet& out, StopSignal& stop, const Watchers& watchers)
        : options_(options),
          inlet_(in),
          in_(inlet_.socket()),
          out_(out),
          stop_(stop),
          watchers_(watchers),
          in_fd_(in_.get(zmq::sockopt::fd)),
          mark_(in_, options.input.hwm, options.memory_limit / 4),
          passed_(Clock::now()),
          down_(in, out, passed_, mark_, {options.stamp, options.position, options.numbers}),
          gathering_(options.max_delay, options.quarter_queue()),
          dense_(std::max<Clock::duration>(dense, 2 * options.max_delay)),
          losses_(out.subscribers().drops.exact ? Losses::Count::exact : Losses::Count::at_least),
          second_(Clock::now()),
          look_(Clock::now(), longest_in_socket)
    {
        in_.set(zmq::sockopt::rcvtimeo, static_cast<int>(longest_in_socket.count()));
    }

    std::optional<Clock::time_point> run()
    {
        if (options_.metrics)
            publish(figures());
        const bool stops = await_subscriber();
        pass(); // what came before: only new messages wake us
        while (!stops && !wait()) {
            pass();
            attend();
        }
        service_manager::tell("STOPPING=1");
        pass(); // what has gathered
        const auto closed = release();
        count_losses();
        losses_.tell_total();
        inlet_.tell_total();
        if (options_.stats) {
            log::stats("", "");
            log::line("total", passed_.total(Clock::now()));
        }
        return closed;
    }

private:
    /// Lets a first subscriber come, for a while: after a new start of this relay publishers may be back
    /// before it. What they send waits meanwhile. True if that is to stop.
    bool await_subscriber()
    {
        if (options_.pattern != SocketPattern::pubsub || !out_.hears())
            return false;
        bool stops = false;
        for (const auto end = Clock::now() + first_subscriber; !stops && Clock::now() < end;
             stops = wait_for(in_fd_, out_.fd(), std::min(end, out_.due()))) {
            static_cast<void>(in_.get(zmq::sockopt::events)); // publishers learn that we listen
            hear();
            if (subscriptions_.count() != 0)
                break;
        }
        return stops;
    }

    /// Does what is due by time.
    void attend()
    {
        const auto now = Clock::now();
        look_at_flow(now);
        watchdog_.tell(now);
        losses_.report(now);
        if (options_.counts() && second_.passed(now))
            report();
    }

    void look_at_flow(Clock::time_point now)
    {
        const bool moved = passed_.messages() != seen_;
        flows_ = moved && now - moved_ < dense_;
        if (!moved)
            return;
        bunch_ = passed_.messages() - std::exchange(seen_, passed_.messages());
        mark_.settle(publishers(), now);
        moved_ = now;
    }

    bool forwards() const { return options_.filter == Filter::forward; }

    /// Moves what is there. A call to one side may take in what its descriptor would tell of: after the last
    /// one, none may have anything left, or nothing wakes us.
    void pass()
    {
        do
            state_ = down_.burst();
        while (hear() || (state_ == State::blocked && down_.release()));
        count_losses();
    }

    void count_losses()
    {
        static const std::string no_room = "a subscriber had no room (see --hwm, --overflow block)";
        static const std::string no_memory = "no memory was left for a subscriber (see --memory-limit)";
        const auto passed = passed_.messages() - std::exchange(counted_, passed_.messages());
        const auto known = out_.subscribers();
        unheard_ =
            known.unheard.value_or(unheard_ + (out_.hears() && subscriptions_.count() == 0 ? passed : 0));
        const auto before = std::exchange(drops_, known.drops);
        const auto for_memory = drops_.for_memory - before.for_memory;
        losses_.add(no_memory, for_memory);
        losses_.add(no_room, drops_.messages - before.messages - for_memory);
    }

    /// True if there may be more to move now, or to hear.
    bool hear() { return out_.hears() && subscriptions_.forward(out_, forwards() ? &in_ : nullptr); }

    /// Sleeps until there is something to do; true if that is to stop. While messages flow, waiting for the
    /// next one in the socket takes fewer system calls than waiting for its descriptor, but hears of nothing
    /// else.
    bool wait()
    {
        if (state_ == State::more)
            return stop_.requested();
        if (state_ == State::drained && flows_ && !forwards() && inlet_.repair() == nullptr) {
            const bool stops = down_.hold_next() && gather();
            return stops || (look_.passed(moved_) && stop_.requested());
        }
        const int from = state_ == State::blocked ? nothing : in_fd_;
        const int to = state_ == State::blocked || out_.hears() ? out_.fd() : nothing;
        const bool stops = wait_for(from, to, wake_up(), from == nothing ? nothing : inlet_.fd());
        return stops || (state_ == State::drained && flows_ && gather());
    }

    /// True if that is to stop.
    bool gather()
    {
        const auto now = Clock::now();
        const auto end =
            std::min(gathering_.end(now, static_cast<std::int64_t>(bunch_), out_.worth_waiting()), wake_up());
        return end > now && wait_for(nothing, nothing, end);
    }

    /// A socket's own descriptor tells that something has changed: of `in_`, from which all was taken, that
    /// there is more; of `out_`, that a peer has read or subscribed, has come or has gone. It costs less than
    /// zmq_poll(3), which asks a socket twice. ZMQ_POLLOUT is not a way to wait for room: of PUB and XPUB it
    /// is always true, also where a send says that it would block.
    bool wait_for(int from, int to, Clock::time_point due, int repair = nothing)
    {
        std::array<pollfd, 4> items{
            {{stop_.fd(), POLLIN, 0}, {from, POLLIN, 0}, {to, POLLIN, 0}, {repair, POLLIN, 0}}};
        const auto left = std::max(due - Clock::now(), Clock::duration::zero());
        const timespec time{left.count() / 1'000'000'000, left.count() % 1'000'000'000};
        // Fails only where a signal came, which is as good as nothing to do.
        const int ready =
            ::ppoll(items.data(), items.size(), due == Clock::time_point::max() ? nullptr : &time, nullptr);
        return ready > 0 && items[0].revents != 0 && stop_.requested();
    }

    Clock::time_point wake_up() const
    {
        auto due = std::min({watchdog_.due(), out_.due(), losses_.due()});
        if (options_.counts())
            due = std::min(due, second_.due());
        return state_ == State::blocked ? std::min(due, Clock::now() + retry) : due;
    }

    /// The message that is held for want of room gets the time that queued ones get, which is the same time:
    /// the close then waits for what is left of it.
    std::optional<Clock::time_point> release()
    {
        const auto end = Clock::now() + options_.output.linger;
        while (!down_.release() && Clock::now() < end) {
            std::array<zmq::pollitem_t, 1> items{{{nullptr, out_.fd(), ZMQ_POLLIN, 0}}};
            zws::poll(items, std::min(Clock::now() + retry, end));
        }
        const auto closed = out_.close(end);
        if (down_.holds())
            log::warning("1 message was not forwarded, and those after it were not received: "
                         "no peer had room");
        return closed;
    }

    std::uint64_t publishers() const
    {
        return watchers_.in_peers != nullptr ? watchers_.in_peers->peers() : 0;
    }

    RelayFigures figures()
    {
        RelayFigures now;
        now.messages = passed_.messages();
        now.bytes = passed_.bytes();
        now.blocked = state_ == State::blocked;
        now.subscriptions = subscriptions_.count();
        now.publishers = publishers();
        const auto known = out_.subscribers();
        now.subscribers = known.connected;
        now.dropped = known.drops;
        now.unheard = unheard_;
        now.memory = known.memory;
        now.memory_limit = options_.memory_limit;
        now.repaired = inlet_.counts();
        now.repeated = watchers_.repeated ? watchers_.repeated() : std::nullopt;
        return now;
    }

    void publish(const RelayFigures& figures)
    {
        if (watchers_.metrics != nullptr)
            watchers_.metrics->set(prometheus(figures));
    }

    void report()
    {
        const auto now = figures();
        publish(now);
        if (options_.stats)
            log::stats(
                passed_.recent(Clock::now()) + log::concat(", peers ", now.publishers, " in, ",
                                                           now.subscribers, " out, ", now.subscriptions,
                                                           " subscriptions"),
                log::concat(now.dropped.exact ? "" : "at least ", now.dropped.messages, " dropped",
                            now.unheard == 0 ? "" : ", " + std::to_string(now.unheard) + " to nobody"));
    }

    const Options& options_;
    Inlet inlet_;
    zmq::socket_t& in_; ///< of inlet_
    Outlet& out_;
    StopSignal& stop_;
    const Watchers& watchers_;
    int in_fd_;
    ByteMark mark_; ///< of in_
    Throughput passed_;
    Subscriptions subscriptions_;
    Forwarder down_;
    State state_ = State::drained;
    Gathering gathering_;
    Clock::duration dense_;   ///< messages flow where they follow each other within this time
    std::uint64_t seen_ = 0;  ///< messages, when it was last looked
    std::uint64_t bunch_ = 0; ///< those that were moved before that, at once
    Clock::time_point moved_; ///< when some were last moved
    bool flows_ = false;      ///< they come one after the other
    Losses losses_;
    Drops drops_;               ///< those that losses_ knows of
    std::uint64_t unheard_ = 0; ///< messages that nobody was there for
    std::uint64_t counted_ = 0; ///< messages of which that is known
    Ticker second_;
    Ticker look_; ///< for a stop, while messages flow
    Watchdog watchdog_;
};

} // namespace

std::optional<Outlet::Clock::time_point> relay(const Options& options, Inlet in, Outlet& out,
                                               StopSignal& stop, const Watchers& watchers)
{
    return Relay(options, in, out, stop, watchers).run();
}

} // namespace zws::relay
