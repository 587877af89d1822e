// SPDX-License-Identifier: MIT
#include "tools/zpeek/look.hpp"

#include "libcommon/os/memory_budget.hpp"
#include "libcommon/os/poll.hpp"
#include "libcommon/zmq/byte_mark.hpp"

#include <algorithm>
#include <array>

namespace zws::peek {

namespace {

using Clock = View::Clock;

class Look {
public:
    Look(const Options& options, Socket& in, StopSignal& stop, View& view)
        : in_(in.handle),
          watch_(*in.watch),
          mark_(in_, options.input.hwm, MemoryBudget::usual_limit() / 4),
          stop_(stop),
          view_(view)
    {
        if (options.duration)
            end_ = Clock::now() + *options.duration;
    }

    void run()
    {
        while (!wait())
            burst();
        view_.finish(Clock::now());
    }

private:
    /// Sleeps until there is something to do; true if that is to end.
    bool wait()
    {
        std::array<zmq::pollitem_t, 3> items{
            {{nullptr, stop_.fd(), ZMQ_POLLIN, 0}, {in_.handle(), 0, ZMQ_POLLIN, 0}}};
        const bool hears = view_.fd() >= 0;
        if (hears)
            items[2] = {nullptr, view_.fd(), ZMQ_POLLIN, 0};
        poll(std::span(items).first(hears ? 3 : 2), std::min(end_, view_.due()));
        if (hears && items[2].revents != 0)
            view_.hear();
        const auto now = Clock::now();
        return stop_.requested() || now >= end_ || view_.is_done(now);
    }

    /// Takes what is waiting, but no more than keys, a stop or the end can wait for.
    void burst()
    {
        constexpr int burst_limit = 1000; // messages
        const auto wall = std::chrono::system_clock::now();
        const auto begin = Clock::now();
        for (int taken = 0; taken < burst_limit; ++taken) {
            if (!message_.receive(in_, zmq::recv_flags::dontwait))
                break;
            mark_.see(message_.size());
            const auto now = Clock::now();
            view_.look_at(
                message_,
                {now, wall + std::chrono::duration_cast<std::chrono::system_clock::duration>(now - begin)});
        }
        const auto now = Clock::now();
        mark_.settle(watch_.peers(), now);
        view_.refresh(now);
    }

    zmq::socket_t& in_;
    PeerWatch& watch_; ///< of in_
    ByteMark mark_;    ///< of in_
    StopSignal& stop_;
    View& view_;
    Clock::time_point end_ = Clock::time_point::max();
    Message message_;
};

} // namespace

void look(const Options& options, Socket& in, StopSignal& stop, View& view)
{
    Look(options, in, stop, view).run();
}

} // namespace zws::peek
