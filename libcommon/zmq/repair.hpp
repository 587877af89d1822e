// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "libcommon/os/file_descriptor.hpp"
#include "libcommon/peer/peer_watch.hpp"
#include "libcommon/zmq/message.hpp"
#include "libcommon/zmq/ordered_stream.hpp"
#include "libcommon/zmq/replay_source.hpp"

#include <chrono>
#include <cstdint>
#include <list>
#include <string>

namespace zws {

/// Has what is missing of a stream again, from those who keep it, and gives out all in order, once. What is
/// missing is told by positions, or by own_number(); a message that has neither goes through as it is.
class Repair {
public:
    using Clock = OrderedStream::Clock;

    /// `live`: where the stream comes, with its peers; throws Error as open() does.
    Repair(zmq::context_t& context, zmq::socket_ref live, const PeerWatch& peers,
           const SocketOptions& options);

    /// As Message::receive() with ZMQ_DONTWAIT.
    bool receive(Message& message);

    /// Readable (poll(2)) when an answer is there, or when time is up.
    int fd() const { return all_.get(); }

    /// Whether receive() has a message that has come.
    bool ready() const { return open_ && stream_.ready(); }

    using Counts = OrderedStream::Counts;
    const Counts& counts() const { return stream_.counts(); }

    /// "3 had again, 0 lost, 1 twice"
    std::string described() const;

    /// Gives up what is missing, as this is the end: receive() gives out what waited for it.
    void end();

    /// Tells at the end what could not be had, and what waits.
    void tell_total();

private:
    using Source = std::list<ReplaySource>::iterator;

    bool pass(Message& message);
    bool release(Message& message);
    bool take_answer();
    void accept(ReplaySource::Answer& answer);
    void take_end(const ReplaySource::Answer& answer, Source from);
    Message whole(ReplaySource::Answer& answer);
    void ask(OrderedStream::Run& run);
    void ask_all_of(const OrderedStream::Run& run);
    void look(Clock::time_point now);
    void look_at_silence();
    void settle();

    zmq::socket_ref live_;
    const PeerWatch& peers_;
    std::chrono::milliseconds wait_;
    std::uint64_t late_;
    bool late_due_; ///< the last ones are to be asked for
    OrderedStream stream_;
    std::list<ReplaySource> sources_;
    Source source_;      ///< that is asked
    FileDescriptor all_; ///< epoll(7): those below
    FileDescriptor timer_;
    Clock::duration period_{0}; ///< of the timer
    Clock::time_point due_;
    bool open_ = false; ///< something is missing, or waits
    unsigned calls_ = 0;
    std::uint64_t passed_ = 0; ///< messages that came
    std::uint64_t seen_ = 0;   ///< of them, at the last look
    unsigned silent_ = 0;      ///< looks without one
    Message sample_;           ///< the last with a number of its own: what answers do not have is from it
    RareWarning unnumbered_{std::chrono::minutes(1)};
};

} // namespace zws
