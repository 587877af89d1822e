// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/peer/endpoint.hpp"
#include "libcommon/peer/peer_watch.hpp"
#include "libcommon/zmq/curve.hpp"
#include "libcommon/zmq/ipc_listener.hpp"
#include "libcommon/zmq/repair_options.hpp"
#include "libcommon/zmq/subscription_limit.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>
#include <zmq.hpp>

namespace zws {

/// Whether messages go to all who subscribe (PUB, SUB) or to one of those who take (PUSH, PULL).
enum class SocketPattern { pubsub, pipeline };

/// What happens where there is no room for a message.
enum class Overflow { drop, block };

/// What a socket is opened with; every option is set before the first bind or connect.
struct SocketOptions {
    Endpoints endpoints;
    int hwm = 1000;                  ///< high-water mark of each peer, messages; 0: no limit
    std::vector<std::string> topics; ///< SUB only: prefixes to subscribe to; none: everything
    std::int64_t max_message = 0;    ///< largest message taken, bytes: a peer that sends a larger one is
                                     ///< disconnected; 0: no limit
    CurveOptions curve;
    bool plain = false;        ///< not encrypted, whatever the keys of the tool
    bool tells_events = false; ///< write what happens to the connections to stderr
    bool accept_zmtp1 = false; ///< also take peers that speak ZMTP 1.0, or anything that looks like it
    /// XPUB only: what the subscriptions of all subscribers may cost, bytes.
    std::size_t subscriptions_limit = SubscriptionLimit::usual_in_all();
    bool wait_for_room = false; ///< XPUB only: block where a peer is full, instead of dropping
    /// Queue nothing for an endpoint that is not connected, and forget what is queued when its peer goes.
    bool to_peers_alone = false;
    std::chrono::milliseconds linger{500}; ///< how long a close waits for what is queued
    /// The longest pause between attempts to connect; these pauses double.
    std::chrono::milliseconds longest_reconnect{5000};
    RepairOptions repair; ///< receiving sockets only
};

class Repair;

/// An open ZeroMQ socket that knows what it is attached to.
struct Socket {
    std::shared_ptr<ZapHandler> zap; ///< destroyed last: libzmq accepts every client if there is no handler
    zmq::socket_t handle;
    Endpoints endpoints;              ///< as resolved: port 0 and '*' are replaced by the real port
    std::unique_ptr<PeerWatch> watch; ///< of its connections
    std::optional<Curve> curve;       ///< none: without CURVE
    std::vector<SocketFile> files;    ///< of ipc:// endpoints; removed before the socket closes
    bool accept_zmtp1 = false;
    std::shared_ptr<Repair> repair = nullptr; ///< none: what is missing is not asked for
};

/// A socket with all its options, attached to nothing yet. An XPUB is to be read, by XpubSubscriptions or
/// else within SubscriptionLimit; it tells of each subscription, also of those to what another peer, or one
/// just gone, has subscribed to (ZMQ_XPUB_VERBOSER).
Socket create(zmq::context_t& context, zmq::socket_type type, const SocketOptions& options);

/// Attaches a socket to endpoints; throws Error as open() does. The only file that an ipc:// endpoint
/// replaces is a socket that nobody answers on.
void attach(Socket& socket, const Endpoints& endpoints);

/// Opens a socket, attaches it to all its endpoints, and has it repaired where `options` say so (see Inlet);
/// throws Error "bind EP: reason" or "connect EP: reason", and for certificates that cannot be read.
Socket open(zmq::context_t& context, zmq::socket_type type, const SocketOptions& options);

/// What a socket that was attached does, for the `ready` line: "bind tcp://127.0.0.1:5000, connecting
/// tcp://127.0.0.1:5001".
std::string described(const Endpoints& endpoints);

/// Closes the socket and its context, once what is queued has left or `linger` has passed; false if it was
/// too short. From here on a signal ends the process at once.
bool close_within(std::chrono::milliseconds linger, Socket& socket, zmq::context_t& context);

/// The same; warns where it was too short.
void close_or_tell(std::chrono::milliseconds linger, Socket& socket, zmq::context_t& context);

/// "a peer did not take all messages within 500 ms"
std::string not_taken_within(std::chrono::milliseconds linger);

} // namespace zws
