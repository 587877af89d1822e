// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/handles.hpp"
#include "tools/znats/options.hpp"
#include "tools/znats/wake_up.hpp"

#include <atomic>
#include <cstdint>

namespace zws::nats {

/// libnats from its start to its end, when all its threads have gone. All that is libnats's goes before, also
/// messages.
class Library {
public:
    Library();
    ~Library();
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
};

/// A connection to one of the servers, which looks for another whenever it is lost, for ever.
class Connection {
public:
    /// Begins to connect, and does not wait for a server to be there. Calls `wake` whenever the state has
    /// changed. Throws Error where a file cannot be used or a server refuses us.
    Connection(const ServerOptions& server, WakeUp& wake);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    natsConnection* handle() const { return handle_.get(); }

    bool connected() const { return state_ == State::up; }

    /// Changes with every connection that was made, so that one can tell whether there was an outage.
    std::uint64_t generation() const { return generation_; }

    /// Throws Error if libnats has given up: a server refused us.
    void check() const;

    /// Waits until the servers have all that was sent, but no longer than `time`.
    void flush(std::chrono::milliseconds time);

    /// Ends the connection; no callback comes any more.
    void close();

private:
    enum class State { away, up, closed };

    void set(State state);
    void connect(natsOptions* options);

    static void on_connected(natsConnection* connection, void* self);
    static void on_disconnected(natsConnection* connection, void* self);
    static void on_closed(natsConnection* connection, void* self);
    static void on_error(natsConnection* connection, natsSubscription* subscription, natsStatus status,
                         void* self);

    Library library_; ///< goes last, and with it the threads that call us
    WakeUp& wake_;
    std::string urls_;
    std::atomic<State> state_ = State::away;
    std::atomic<std::uint64_t> generation_ = 0;
    std::atomic<bool> closing_ = false;
    ConnectionPtr handle_;
};

} // namespace zws::nats
