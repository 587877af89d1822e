// SPDX-License-Identifier: MIT
#include "libcommon/zmq/socket.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "libcommon/zmq/repair.hpp"
#include "libcommon/zmq/zap_handler.hpp"

#include <algorithm>
#include <cerrno>
#include <exception>
#include <string_view>
#include <utility>

namespace zws {

namespace {

// Connections that die without a FIN are found by TCP within half a minute, see also TcpWatch. Heartbeats of
// ZMTP find them too, but cut off a peer that just does not read for a while, and end the process where a
// peer resets its connection while its messages have no room: "Assertion failed: !_io_error", #4364 of
// libzmq.
constexpr int seconds_idle = 10;
constexpr int seconds_between_probes = 5;
constexpr int most_probes = 3;

// Of a subscriber that sends many at once: what waits in libzmq and in the kernel is still taken when it has
// been disconnected.
constexpr int unread_subscriptions = 64;
constexpr int unread_bytes = 32 << 10;

constexpr std::string_view ipc = "ipc://";

// Doubles with each attempt that nobody takes.
constexpr int reconnect_interval_ms = 100;

/// With IPv6 allowed libzmq may resolve a name to an address nobody listens on, so only where it is asked
/// for.
bool names_ipv6(const Endpoints& endpoints)
{
    return std::any_of(endpoints.begin(), endpoints.end(),
                       [](const Endpoint& e) { return e.address.starts_with("tcp://["); });
}

void configure(zmq::socket_t& socket, zmq::socket_type type, const SocketOptions& options)
{
    socket.set(zmq::sockopt::sndhwm, options.hwm);
    socket.set(zmq::sockopt::rcvhwm, options.hwm);
    socket.set(zmq::sockopt::linger, static_cast<int>(options.linger.count()));
    socket.set(zmq::sockopt::ipv6, names_ipv6(options.endpoints));
    socket.set(zmq::sockopt::immediate, options.to_peers_alone);
    if (options.max_message > 0)
        socket.set(zmq::sockopt::maxmsgsize, options.max_message);
    socket.set(zmq::sockopt::reconnect_ivl, reconnect_interval_ms);
    socket.set(zmq::sockopt::reconnect_ivl_max, static_cast<int>(options.longest_reconnect.count()));
    socket.set(zmq::sockopt::tcp_keepalive, 1);
    socket.set(zmq::sockopt::tcp_keepalive_idle, seconds_idle);
    socket.set(zmq::sockopt::tcp_keepalive_intvl, seconds_between_probes);
    socket.set(zmq::sockopt::tcp_keepalive_cnt, most_probes);
    if (type == zmq::socket_type::xpub) {
        socket.set(zmq::sockopt::xpub_nodrop, options.wait_for_room);
        socket.set(zmq::sockopt::maxmsgsize, static_cast<std::int64_t>(SubscriptionLimit::longest));
        socket.set(zmq::sockopt::rcvhwm, unread_subscriptions);
        socket.set(zmq::sockopt::rcvbuf, unread_bytes);
        socket.set(zmq::sockopt::xpub_verboser, true);
    }
    if (type == zmq::socket_type::sub) {
        for (const auto& topic : options.topics)
            socket.set(zmq::sockopt::subscribe, topic);
        if (options.topics.empty())
            socket.set(zmq::sockopt::subscribe, "");
    }
}

/// libzmq itself would remove whatever is at the path.
void bind_ipc(Socket& socket, const Endpoint& endpoint)
{
    auto listener = IpcListener::at(endpoint.address.substr(ipc.size()));
    socket.files.push_back(std::move(listener.file));
    socket.handle.set(zmq::sockopt::use_fd, listener.socket.get());
    socket.handle.bind(std::string(ipc) + listener.name);
    listener.socket.release(); // libzmq closes it
    socket.handle.set(zmq::sockopt::use_fd, -1);
    socket.endpoints.push_back({endpoint.side, std::string(ipc) + listener.name});
}

/// Where it fails, libzmq tells the monitor of that before it returns, which now and then replaces the reason
/// by EAGAIN; asked again it has it.
void bind_tcp(zmq::socket_t& socket, const std::string& address)
{
    constexpr int most_attempts = 10;
    for (int attempt = 1;; ++attempt) {
        try {
            return socket.bind(address);
        } catch (const zmq::error_t& e) {
            if (e.num() != EAGAIN || attempt == most_attempts)
                throw;
        }
    }
}

void bind(Socket& socket, const Endpoint& endpoint)
{
    if (endpoint.address.starts_with(ipc))
        return bind_ipc(socket, endpoint);
    bind_tcp(socket.handle, endpoint.address);
    socket.endpoints.push_back({endpoint.side, socket.handle.get(zmq::sockopt::last_endpoint)});
}

void attach_one(Socket& socket, const Endpoint& endpoint)
{
    try {
        if (endpoint.side == Endpoint::Side::bind)
            return bind(socket, endpoint);
        socket.handle.connect(endpoint.address);
        socket.endpoints.push_back(endpoint);
    } catch (const std::exception& e) { // Error of ours, zmq::error_t
        throw Error(endpoint.described() + ": " + e.what());
    }
}

/// Sets up the keys, where some are wanted.
void secure(zmq::context_t& context, Socket& socket, const SocketOptions& options)
{
    if (!options.curve.wanted())
        return;
    socket.curve.emplace(context, options.curve);
    socket.zap = socket.curve->zap();
}

/// Prepares for the next bind or connect. A domain of ZAP (RFC 27 of rfc.zeromq.org) makes libzmq refuse ZMTP
/// before 3.0, which has no room for it; where nobody can be asked, it lets in all others.
void guard(zmq::socket_ref socket, const std::optional<Curve>& curve, Endpoint::Side side, bool old_too)
{
    if (curve)
        curve->apply(socket, side);
    else if (!old_too)
        socket.set(zmq::sockopt::zap_domain, ZapHandler::plain_domain);
}

PeerWatch::Reconnect reconnect(Socket& opened)
{
    return [socket = opened.handle.handle(), curve = opened.curve,
            old_too = opened.accept_zmtp1](const std::string& address, WatchedPeer::Act act) {
        // Neither fails where it matters: the endpoint was connected to before.
        zmq_disconnect(socket, address.c_str());
        if (act == WatchedPeer::Act::disconnect)
            return;
        guard({zmq::from_handle, socket}, curve, Endpoint::Side::connect, old_too);
        zmq_connect(socket, address.c_str());
    };
}

std::optional<TcpWatch::Limits> flood_limits(zmq::socket_type type, const SocketOptions& options)
{
    if (type != zmq::socket_type::xpub)
        return std::nullopt;
    return SubscriptionLimit::at_once(options.subscriptions_limit, options.curve.wanted());
}

void watch(zmq::context_t& context, zmq::socket_type type, Socket& socket, const SocketOptions& options)
{
    OwnSide own{type, options.curve.wanted() ? "CURVE" : "NULL", names_ipv6(options.endpoints),
                options.accept_zmtp1};
    socket.watch = std::make_unique<PeerWatch>(context, socket.handle, std::move(own), reconnect(socket),
                                               options.tells_events, flood_limits(type, options));
}

} // namespace

Socket create(zmq::context_t& context, zmq::socket_type type, const SocketOptions& options)
{
    Socket created{nullptr, zmq::socket_t(context, type), {}, nullptr, {}, {}, options.accept_zmtp1};
    configure(created.handle, type, options);
    secure(context, created, options);
    watch(context, type, created, options);
    return created;
}

void attach(Socket& socket, const Endpoints& endpoints)
{
    for (const auto& endpoint : endpoints) {
        guard(socket.handle, socket.curve, endpoint.side, socket.accept_zmtp1);
        socket.watch->expect(endpoint);
        attach_one(socket, endpoint);
    }
}

Socket open(zmq::context_t& context, zmq::socket_type type, const SocketOptions& options)
{
    Socket opened = create(context, type, options);
    attach(opened, options.endpoints);
    if (options.repair.wanted())
        opened.repair = std::make_shared<Repair>(context, opened.handle, *opened.watch, options);
    return opened;
}

std::string described(const Endpoints& endpoints)
{
    std::string text;
    for (const auto& endpoint : endpoints)
        text +=
            (text.empty() ? "" : ", ") +
            (endpoint.side == Endpoint::Side::bind ? endpoint.described() : "connecting " + endpoint.address);
    return text;
}

bool close_within(std::chrono::milliseconds linger, Socket& socket, zmq::context_t& context)
{
    using Clock = std::chrono::steady_clock;
    socket.handle.set(zmq::sockopt::linger, static_cast<int>(linger.count()));
    StopSignal::end_at_once();
    const auto start = Clock::now();
    {
        const Socket closed = std::move(socket);
    }
    context.close(); // waits for what is unsent
    return linger.count() == 0 || Clock::now() - start < linger;
}

void close_or_tell(std::chrono::milliseconds linger, Socket& socket, zmq::context_t& context)
{
    if (!close_within(linger, socket, context))
        log::warning(not_taken_within(linger));
}

std::string not_taken_within(std::chrono::milliseconds linger)
{
    return log::concat("a peer did not take all messages within ", linger.count(), " ms");
}

} // namespace zws
