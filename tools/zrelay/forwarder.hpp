// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/throughput.hpp"
#include "libcommon/zmq/byte_mark.hpp"
#include "tools/zrelay/outlet.hpp"
#include "tools/zrelay/stamp.hpp"

#include <optional>
#include <string>
#include <zmq.hpp>

namespace zws::relay {

/// Moves messages one way, from a socket to the outlet: whole, byte for byte, without copying them. Never
/// blocks. With stamps it appends them; a message of one frame then gets an empty topic, so that it stays the
/// payload.
class Forwarder {
public:
    enum class State {
        drained, ///< nothing more was waiting
        more,    ///< the burst was full: more may be waiting
        blocked  ///< `to` has no room; one message is held until it has
    };

    /// `mark`: of `from`.
    Forwarder(zmq::socket_t& from, Outlet& to, Throughput& passed, ByteMark& mark, bool stamps = false);

    /// Moves what is waiting, but no more messages than a stop can wait for.
    State burst();

    /// Waits for a message, for as long as `from` is set to (ZMQ_RCVTIMEO), and holds it; true if one came.
    /// Not to be called while one is held.
    bool hold_next();

    /// Tries to pass on the message that is held; true if none is held any more.
    bool release();

    bool holds() const { return held_; }

private:
    bool receive(int flags);
    State move();
    bool offer();
    bool send_first();
    std::size_t pass_rest();
    void send_stamp();

    zmq::socket_t& from_;
    Outlet& to_;
    Throughput& passed_;
    ByteMark& mark_;
    zmq::message_t frame_;
    std::optional<Stamps> stamps_;
    std::string topic_; ///< of the message that is being sent, if it gets a stamp
    bool held_ = false; ///< frame_ is the first frame of a message that `to_` had no room for
};

} // namespace zws::relay
