// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/poll.hpp"
#include "tools/znats/nats/complaints.hpp"
#include "tools/znats/nats/libnats.hpp"
#include "tools/znats/options.hpp"

#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <thread>

namespace zws::nats {

/// A connection to one of the servers, which connects to another one whenever it is lost, without limit.
class Connection {
public:
    /// Starts to connect, and does not wait for a server. Calls `wake` whenever the state has
    /// changed. Throws Error if a file cannot be used.
    Connection(const ServerOptions& server, WakeUp& wake);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Whether there is a handle, which needs no server: each was tried once.
    bool made() const;
    natsConnection* handle() const;

    bool connected() const;

    /// Changes with every connection that was made, so that one can tell whether there was an outage.
    std::uint64_t generation() const;

    /// Throws Error if libnats has given up: a server refused us.
    void check();

    /// Waits until the server has all that was sent, but no longer than `time`; false if it did not say so.
    bool flush(std::chrono::milliseconds time);

    /// What servers complain of.
    Complaints& complaints() const;

    /// Ends the connection. All that libnats had to tell is told then, unless that takes it half a second; no
    /// callback is called afterwards.
    void close();

private:
    struct Shared;

    NatsRuntime runtime_; ///< destroyed last
    std::string urls_;
    std::shared_ptr<Shared> shared_; ///< with the threads that call us
    std::future<void> connecting_;   ///< the first attempt
    std::thread thread_;             ///< which makes it
};

} // namespace zws::nats
