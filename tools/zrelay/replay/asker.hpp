// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zrelay/replay/keep.hpp"
#include "tools/zrelay/replay/lent.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <zmq.hpp>

namespace zws::relay {

/// One who asks for kept messages: its requests are answered one after the other, as fast as it reads, so
/// that it takes no more memory than its share.
class Asker {
public:
    /// `keep` and `router` outlive this.
    Asker(Keep& keep, zmq::socket_t& router, std::string name)
        : keep_(keep), router_(router), name_(std::move(name))
    {
    }

    static constexpr std::size_t most_requests = 1000;              ///< that wait
    static constexpr std::size_t most_bytes = std::size_t{1} << 20; ///< queued, besides a last message

    /// Takes a request; false: there are too many.
    bool ask(const ReplayRequest& request);

    enum class Sent {
        something,
        nothing, ///< it has to read first
        gone     ///< it is not there any more
    };
    /// Sends what there is room for, but not for long, as others wait meanwhile.
    Sent go_on();

    /// Whether it has all that it asked for, and has read it, about.
    bool idle() const { return requests_.empty() && lent_.bytes() == 0; }

    std::uint64_t sent() const { return sent_; } ///< messages

private:
    bool has_room() const { return lent_.bytes() < most_bytes; }
    Sent send_found();
    Sent send_end();
    Sent send(std::uint64_t number, Message& message);

    Keep& keep_;
    zmq::socket_t& router_;
    std::string name_;
    std::deque<Keep::Cursor> requests_; ///< the first one is being answered
    std::deque<Keep::Found> found_;     ///< of that one, not sent yet
    Lent lent_;
    std::uint64_t sent_ = 0;
};

} // namespace zws::relay
