// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/own_numbers.hpp"
#include "libcommon/zmq/position.hpp"
#include "tools/zrelay/outlet.hpp"
#include "tools/zrelay/stamp.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <zmq.hpp>

namespace zws::relay {

/// Which frames are appended to messages.
struct Appended {
    bool stamps = false;        ///< time and number: see Stamps
    bool positions = false;     ///< to those that have none
    OwnNumberSpec numbers = {}; ///< which positions are made of; where there are none they are given here

    bool any() const { return stamps || positions; }
};

/// The frames that are appended to each message. A position stays the last frame, whoever gave it.
class Trailer {
public:
    explicit Trailer(const Appended& appended);

    /// To be called for each frame of a message but its position, from 0 on.
    void see(std::size_t index, const zmq::message_t& frame)
    {
        if (numbers_)
            numbers_->see(index, frame.to_string_view());
    }

    /// Takes the last frame of a message from it, if that is its position.
    bool take_position(zmq::message_t& last);

    /// Sends the end of a message of `topic`, of which all else was sent.
    void send(Outlet& to, std::string_view topic);

private:
    Position next_position(std::string_view topic);

    std::optional<Stamps> stamps_;
    std::optional<OwnNumbers> numbers_;
    std::optional<Position> last_; ///< that was given here
    zmq::message_t position_;      ///< that the message came with, or empty
};

} // namespace zws::relay
