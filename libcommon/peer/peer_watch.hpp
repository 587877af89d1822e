// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/poll.hpp"
#include "libcommon/peer/endpoint.hpp"
#include "libcommon/peer/event_log.hpp"
#include "libcommon/peer/open_connections.hpp"
#include "libcommon/peer/probe.hpp"
#include "libcommon/peer/socket_monitor.hpp"
#include "libcommon/peer/tcp_watch.hpp"
#include "libcommon/peer/watched_peer.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>
#include <zmq.hpp>

namespace zws {

/// Watches the connections of a socket, on a thread of its own. Warns of a peer to connect to that is not
/// usable for two seconds: once for each reason; tells when it is there at last; warns of handshakes that
/// fail of who connects to us, once a second at most. Goes before its socket does, on the same thread; the
/// socket has no other SocketMonitor.
class PeerWatch {
public:
    /// Connects the socket again, or just disconnects it; called on the main thread, as an errand.
    using Reconnect = std::function<void(const std::string& address, WatchedPeer::Act act)>;

    /// `tells_events`: as EventLog does. `flood`: what peers may send; none: anything.
    PeerWatch(zmq::context_t& context, zmq::socket_t& socket, OwnSide own, Reconnect reconnect,
              bool tells_events, const std::optional<TcpWatch::Limits>& flood);
    ~PeerWatch();
    PeerWatch(const PeerWatch&) = delete;
    PeerWatch& operator=(const PeerWatch&) = delete;

    /// To be called before the socket is attached to `endpoint`.
    void expect(const Endpoint& endpoint);

    /// Looks at once at each peer that is not there, and warns of what is wrong with it; returns when that is
    /// done, or at `until`.
    void explain(WatchedPeer::Clock::time_point until);

    /// Peers whose handshake is done and that have not gone. Those of ZMTP before 3.0 are not counted.
    std::uint64_t peers() const { return peers_; }

    /// What has become of the connections, and of what was sent over them.
    struct Delivery {
        std::uint64_t ended = 0;              ///< connections, so far
        std::vector<std::uint64_t> open = {}; ///< those that are there (OpenConnections::numbers())
        bool arrived = false; ///< all that was written, at those that are there (OpenConnections::have_all())
    };
    Delivery delivery();

    /// All that peers had sent was read from the socket. To be called by who reads it; cheap.
    void was_read() { connections_.read(); }

    /// Readable (poll(2)) when peers() has changed since the last hear().
    int changed_fd() const { return changed_.fd(); }
    void hear() { changed_.reset(); }

private:
    using Clock = WatchedPeer::Clock;

    struct Watched {
        WatchedPeer peer;
        std::unique_ptr<Probe> probe; ///< while one runs
    };

    void run();
    bool take_events();
    void observe(const SocketMonitor::Event& event);
    void count(const SocketMonitor::Event& event);
    void look(Clock::time_point now);
    Clock::time_point due();
    Watched* find(const SocketMonitor::Event& event);
    void follow(WatchedPeer::Outcome outcome, const WatchedPeer& peer);

    OwnSide own_;
    Reconnect reconnect_;
    SocketMonitor monitor_;
    HandshakeFailures failures_;
    TcpWatch connections_;
    OpenConnections open_;           ///< guarded by mutex_
    std::uint64_t ended_ = 0;        ///< guarded by mutex_
    std::optional<EventLog> events_; ///< none: nobody wants them
    WakeUp wake_;                    ///< there is something to do besides events
    WakeUp changed_;                 ///< peers_ has
    std::mutex mutex_;
    std::list<Watched> watched_; ///< guarded by mutex_
    std::condition_variable looked_;
    std::atomic<std::uint64_t> peers_{0};
    std::uint64_t failed_ = 0; ///< handshakes whose disconnect is to come
    std::thread thread_;
};

} // namespace zws
