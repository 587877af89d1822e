// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "libcommon/os/poll.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zrelay/replay/asker.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <thread>

namespace zws::relay {

/// Sends messages that are kept to those who ask for them, on a thread of its own, so that forwarding does
/// not wait. Who does not read gets no more than is queued for it, and costs others nothing.
class Replay {
public:
    /// Throws Error as zws::open() does.
    Replay(zmq::context_t& context, const SocketOptions& options, Keep& keep);
    ~Replay();
    Replay(const Replay&) = delete;
    Replay& operator=(const Replay&) = delete;

    const Endpoints& endpoints() const { return socket_.endpoints; }

    struct Counts {
        std::uint64_t requests = 0; ///< that were answered
        std::uint64_t messages = 0; ///< that were sent again
        std::uint64_t refused = 0;  ///< requests that are none, or too many at once
    };
    Counts counts() const { return {requests_, messages_, refused_}; }

    static constexpr std::size_t most_askers = 1000; ///< at once; further ones are refused
    static constexpr int queue = 100;                ///< messages for each who asks

private:
    void run();
    void take_requests();
    const char* refusal();
    bool go_on();

    Keep& keep_;
    Socket socket_;
    Message request_;
    std::map<std::string, Asker, std::less<>> askers_; ///< by their names
    RareWarning warning_{std::chrono::minutes(1)};
    std::atomic<std::uint64_t> requests_{0};
    std::atomic<std::uint64_t> messages_{0};
    std::atomic<std::uint64_t> refused_{0};
    WakeUp stop_;
    std::thread thread_;
};

} // namespace zws::relay
