// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/peer/endpoint.hpp"
#include "tools/zrelay/note.hpp"
#include "tools/zrelay/options.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <zmq.hpp>

namespace zws::relay {

/// Messages that subscribers had no room for, once for each that lost it.
struct Drops {
    std::uint64_t messages = 0;
    bool exact = true;            ///< false: at least so many; libzmq does not tell
    std::uint64_t for_memory = 0; ///< of them, because of --memory-limit
};

/// What is known of subscribers.
struct Subscribers {
    std::uint64_t connected = 0;
    Drops drops;
    std::optional<std::size_t> memory;    ///< bytes that they cost; none: not known
    std::optional<std::uint64_t> unheard; ///< messages that went to nobody; none: not known
};

/// The outgoing side: where messages go, and where subscriptions come from. Never blocks, except in close().
class Outlet {
public:
    using Clock = std::chrono::steady_clock;

    virtual ~Outlet() = default;
    Outlet(const Outlet&) = delete;
    Outlet& operator=(const Outlet&) = delete;

    /// Readable (poll(2)) if there may be notes, or room.
    int fd() const { return fd_; }
    /// Whether take_note() is to be called after fd() has been readable: nothing else wakes us again.
    bool hears() const { return hears_; }
    /// With the actual ports.
    const Endpoints& endpoints() const { return endpoints_; }

    /// Takes a frame, to be sent with the next flush() at the latest; false, with nothing taken, where it is
    /// the first one of a message that there is no room for.
    virtual bool send(zmq::message_t& frame, bool more) = 0;
    virtual void flush() = 0;

    /// Reads what a subscriber has sent, if anything. Does nothing unless hears().
    virtual std::optional<Note> take_note() = 0;
    /// When take_note() has something to do at the latest.
    virtual Clock::time_point due() const { return Clock::time_point::max(); }
    /// How long it is worth to wait for a few messages to go together, for what sending takes.
    virtual Clock::duration worth_waiting() const { return {}; }

    virtual Subscribers subscribers() const = 0;

    /// Sends what is left, until `end`; nothing more is sent. What that leaves a socket of libzmq sends while
    /// its context is closed, until the time that is returned; none: nothing does.
    virtual std::optional<Clock::time_point> close(Clock::time_point end) = 0;

protected:
    Outlet() = default;
    /// To be called once, before anything else.
    void opened(int fd, bool hears, Endpoints endpoints)
    {
        fd_ = fd;
        hears_ = hears;
        endpoints_ = std::move(endpoints);
    }

private:
    int fd_ = -1;
    bool hears_ = false;
    Endpoints endpoints_;
};

/// The outlet that `options` ask for: our own, or, if that cannot do it, a socket of libzmq. Throws Error.
std::unique_ptr<Outlet> open_outlet(zmq::context_t& context, const Options& options);

} // namespace zws::relay
