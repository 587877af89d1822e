// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/poll.hpp"
#include "libcommon/peer/probe.hpp"
#include "libcommon/zmq/message.hpp"
#include "tools/zpeek/options.hpp"
#include "tools/zpeek/peers/peer_state.hpp"

#include <chrono>
#include <memory>
#include <vector>

namespace zws::peek {

/// Finds out who is at the endpoints of a stream: with connections of its own to those that are connected to,
/// as long as there is a reason why one is not usable, and from what comes.
class Peers {
public:
    using Clock = std::chrono::steady_clock;

    explicit Peers(const Options& options);

    /// A message came, which tells the type of the socket that sent it.
    void see(const Message& message);

    /// Readable (poll(2)) when hear() is to be called.
    int fd() const { return wake_.fd(); }
    void hear(Clock::time_point now);

    /// When refresh() is to be called; time_point::max(): not for now.
    Clock::time_point due() const;
    void refresh(Clock::time_point now);

    /// Waits for what is still to be found out, until `due` at most.
    void settle(Clock::time_point due);

    std::vector<PeerState> all() const;

private:
    struct One {
        PeerState state;
        OwnSide own;
        Clock::time_point due;          ///< of the next look
        std::unique_ptr<Probe> probe{}; ///< while one runs
    };

    bool are_looking() const;

    WakeUp wake_;
    std::vector<One> peers_;
    bool seen_ = false; ///< a message came
};

} // namespace zws::peek
