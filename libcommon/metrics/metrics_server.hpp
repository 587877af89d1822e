// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/listen_address.hpp"
#include "libcommon/os/file_descriptor.hpp"
#include "libcommon/os/poll.hpp"
#include "libcommon/os/tcp_address.hpp"

#include <chrono>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace zws {

/// Under which names a server answers.
enum class Hosts {
    any,
    local, ///< localhost and IP addresses: no page can have a browser believe that its name is our address
};

/// What is served.
struct Served {
    std::string_view metrics; ///< of /metrics
    bool alive;               ///< /healthz: 200, else 503
};

/// The whole answer to the head of an HTTP/1.x request (RFC 9112 section 3), for GET and HEAD; every answer
/// ends the connection. 400 for a request without one Host (section 3.2), 403 for one that `hosts` does not
/// have.
std::string http_answer(std::string_view head, const Served& served, Hosts hosts);

/// Serves a text as /metrics over HTTP, and /healthz, on a thread of its own. Takes 16 clients at a time;
/// each has five seconds and 8 KiB for its request and five more for the answer. On a loopback address it
/// answers under the names of that machine alone.
class MetricsServer {
public:
    /// Listens from now on; throws Error "listen on HOST:PORT: reason".
    explicit MetricsServer(const ListenAddress& address);
    ~MetricsServer();
    MetricsServer(const MetricsServer&) = delete;
    MetricsServer& operator=(const MetricsServer&) = delete;

    /// With the actual port.
    const TcpAddress& address() const { return address_; }

    /// What is served from now on. Any thread. Whoever is alive calls this within ten seconds again.
    void set(std::string text);

private:
    using Clock = std::chrono::steady_clock;

    struct Client {
        FileDescriptor fd;
        Clock::time_point end;
        std::string request = {};
        std::string answer = {}; ///< what is left of it; empty: the request is not complete
    };

    void run();
    int timeout(Clock::time_point now) const;
    void accept_clients(Clock::time_point now);
    bool serve(Client& client);
    bool read(Client& client);
    static bool write(Client& client);
    void drop_late(Clock::time_point now);

    TcpAddress address_;
    Hosts hosts_;
    FileDescriptor listener_;
    WakeUp stop_;
    std::mutex mutex_;
    std::string text_;      ///< under the mutex
    Clock::time_point set_; ///< when it was, under the mutex
    std::list<Client> clients_;
    Clock::time_point accept_at_; ///< later where descriptors had run out
    std::thread thread_;          ///< last: it uses the others
};

} // namespace zws
