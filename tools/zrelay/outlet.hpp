// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/peer/endpoint.hpp"
#include "tools/zrelay/options.hpp"
#include "tools/zrelay/zmtp/session.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <zmq.hpp>

namespace zws::relay {

/// Messages that subscribers had no room for, once for each that lost it.
struct Drops {
    std::uint64_t messages = 0;
    bool exact = true;            ///< false: at least so many; libzmq does not tell
    std::uint64_t for_memory = 0; ///< of them, because of --memory-limit
};

/// The outgoing side: where messages go, and where subscriptions come from. Never blocks, except in close().
class Outlet {
public:
    using Clock = std::chrono::steady_clock;

    virtual ~Outlet() = default;

    /// Takes a frame, to be sent with the next flush() at the latest; false, with nothing taken, where it is
    /// the first one of a message that there is no room for.
    virtual bool send(zmq::message_t& frame, bool more) = 0;
    virtual void flush() = 0;

    /// Reads what a subscriber has sent, if anything. Does nothing unless hears().
    virtual std::optional<zmtp::Note> take_note() = 0;
    /// Whether take_note() is to be called after fd() has been readable: nothing else wakes us again.
    virtual bool hears() const = 0;

    /// Readable (poll(2)) if there may be notes, or room.
    virtual int fd() const = 0;
    /// When take_note() has something to do at the latest.
    virtual Clock::time_point due() const = 0;
    /// How long it is worth to wait for a few messages to go together, for what sending takes.
    virtual Clock::duration worth_waiting() const = 0;
    /// Connections.
    virtual std::uint64_t peers() = 0;
    virtual Drops drops() const = 0;
    /// Bytes that subscribers cost; none where that is not known.
    virtual std::optional<std::size_t> memory() const = 0;
    /// Messages that went to nobody; none where that is not known.
    virtual std::optional<std::uint64_t> unheard() const = 0;
    /// With the actual ports.
    virtual const Endpoints& endpoints() const = 0;

    /// Sends what is left, until `end`; nothing more is sent. What that leaves a socket of libzmq sends while
    /// its context is closed, until the time that is returned; none: nothing does.
    virtual std::optional<Clock::time_point> close(Clock::time_point end) = 0;
};

/// The outlet that `options` ask for: our own, or, if that cannot do it, a socket of libzmq. Throws Error.
std::unique_ptr<Outlet> open_outlet(zmq::context_t& context, const Options& options);

} // namespace zws::relay
