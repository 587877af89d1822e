// SPDX-License-Identifier: MIT
#include "libcommon/socket.hpp"

#include "libcommon/error.hpp"

#include <algorithm>
#include <exception>
#include <string_view>
#include <utility>

namespace zws {

namespace {

// Connections that die without a FIN are detected and replaced within half a minute.
constexpr int heartbeat_interval_ms = 10'000;
constexpr int heartbeat_timeout_ms = 20'000;

constexpr std::string_view ipc = "ipc://";

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
    if (options.max_message > 0)
        socket.set(zmq::sockopt::maxmsgsize, options.max_message);
    socket.set(zmq::sockopt::heartbeat_ivl, heartbeat_interval_ms);
    socket.set(zmq::sockopt::heartbeat_timeout, heartbeat_timeout_ms);
    if (type == zmq::socket_type::pub || type == zmq::socket_type::xpub)
        socket.set(zmq::sockopt::xpub_nodrop, options.wait_for_room);
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

void bind(Socket& socket, const Endpoint& endpoint)
{
    if (endpoint.address.starts_with(ipc))
        return bind_ipc(socket, endpoint);
    socket.handle.bind(endpoint.address);
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
    socket.handshakes = std::make_unique<HandshakeMonitor>(context, socket.handle);
}

} // namespace

Socket create(zmq::context_t& context, zmq::socket_type type, const SocketOptions& options)
{
    Socket created{nullptr, zmq::socket_t(context, type), {}, nullptr, {}, {}};
    configure(created.handle, type, options);
    secure(context, created, options);
    return created;
}

void attach(Socket& socket, const Endpoints& endpoints)
{
    for (const auto& endpoint : endpoints) {
        if (socket.curve)
            socket.curve->apply(socket.handle, endpoint.side);
        attach_one(socket, endpoint);
    }
}

Socket open(zmq::context_t& context, zmq::socket_type type, const SocketOptions& options)
{
    Socket opened = create(context, type, options);
    attach(opened, options.endpoints);
    return opened;
}

std::string described(const Endpoints& endpoints)
{
    std::string text;
    for (const auto& endpoint : endpoints)
        text += (text.empty() ? "" : ", ") + endpoint.described();
    return text;
}

} // namespace zws
