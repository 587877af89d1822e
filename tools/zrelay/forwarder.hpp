// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/throughput.hpp"
#include "libcommon/zmq/byte_mark.hpp"
#include "libcommon/zmq/inlet.hpp"
#include "tools/zrelay/outlet.hpp"
#include "tools/zrelay/trailer.hpp"

#include <optional>
#include <string>
#include <zmq.hpp>

namespace zws::relay {

/// Moves messages one way, from a socket to the outlet: whole, byte for byte, without copying them. Never
/// blocks. Where it appends frames, a message of one frame gets an empty topic, so that it stays the payload.
class Forwarder {
public:
    enum class State {
        drained, ///< nothing more was waiting
        more,    ///< the burst was full: more may be waiting
        blocked  ///< `to` has no room; one message is held until it has
    };

    /// `mark`: of `from`.
    Forwarder(Inlet from, Outlet& to, Throughput& passed, ByteMark& mark, const Appended& appended = {});

    /// Moves what is waiting, but no more messages than a stop can wait for.
    State burst();

    /// Waits for a message, for as long as `from` is set to (ZMQ_RCVTIMEO), and holds it; true if one came.
    /// Not to be called while one is held, or where `from` is repaired.
    bool hold_next();

    /// Tries to pass on the message that is held; true if none is held any more.
    bool release();

    bool holds() const { return held_; }

private:
    bool receive(int flags);
    void next_frame();
    State move();
    bool offer();
    bool send_first(bool more);
    std::size_t pass_rest();

    Inlet from_;
    Message message_;      ///< that was repaired,
    std::size_t part_ = 0; ///< and the next frame of it
    Outlet& to_;
    Throughput& passed_;
    ByteMark& mark_;
    zmq::message_t frame_;
    std::optional<Trailer> trailer_;
    std::string topic_; ///< of the message that is being sent, if it gets a trailer
    bool held_ = false; ///< frame_ is the first frame of a message that `to_` had no room for
};

} // namespace zws::relay
