// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/throughput.hpp"

#include <zmq.hpp>

namespace zws::relay {

/// Moves messages one way between two sockets: whole, byte for byte, without copying them. Never blocks.
class Forwarder {
public:
    enum class State {
        drained, ///< nothing more was waiting
        more,    ///< the burst was full: more may be waiting
        blocked  ///< `to` has no room; one message is held until it has
    };

    Forwarder(zmq::socket_t& from, zmq::socket_t& to, Throughput& passed)
        : from_(from), to_(to), passed_(passed)
    {
    }

    /// Moves what is waiting, but no more messages than a stop can wait for.
    State burst();

    /// Tries to pass on the message that is held; true if none is held any more.
    bool release();

    bool holds() const { return held_; }

private:
    bool offer();
    std::size_t pass_rest();

    zmq::socket_t& from_;
    zmq::socket_t& to_;
    Throughput& passed_;
    zmq::message_t frame_;
    bool held_ = false; ///< frame_ is the first frame of a message that `to_` had no room for
};

} // namespace zws::relay
