// SPDX-License-Identifier: MIT
#include "libcommon/zmq/socket_flags.hpp"

#include "libcommon/os/memory_budget.hpp"

#include <stdexcept>

namespace zws {

Value endpoint(Endpoints& target, Endpoint::Side side)
{
    const auto set = [&target, side](std::string_view given) {
        if (given.starts_with("inproc://"))
            throw std::invalid_argument(
                "inproc:// reaches sockets of the same process only, never another tool (use "
                "ipc://PATH or tcp://HOST:PORT)");
        target.push_back(parse_endpoint(side, given));
    };
    return {set, "EP", "", {}, true};
}

void add_connect_operand(CommandLine& cli, const Value& connect)
{
    cli.operand({connect, "connect", names_transport,
                 [](std::string_view text) { return meant_endpoint(Endpoint::Side::connect, text); }});
}

void add_endpoint_flags(CommandLine& cli, SocketOptions& options, const Endpoint& fallback,
                        const std::string& prefix)
{
    Value connect = endpoint(options.endpoints, Endpoint::Side::connect);
    Value bind = endpoint(options.endpoints, Endpoint::Side::bind);
    (fallback.side == Endpoint::Side::bind ? bind : connect).shown_default = fallback.address;
    if (prefix.empty())
        add_connect_operand(cli, connect);
    cli.add(prefix + "connect", std::move(connect), "connect to the ZeroMQ endpoint EP");
    cli.add(prefix + "bind", std::move(bind), "bind to the ZeroMQ endpoint EP");
    cli.check([&options, fallback] {
        if (options.endpoints.empty())
            options.endpoints.push_back(fallback);
    });
}

void add_hwm_flag(CommandLine& cli, SocketOptions& options)
{
    cli.add("hwm", number(options.hwm, "N", {0, 100'000'000}),
            "high-water mark: messages queued per peer, 0 for no limit");
}

void add_max_message_flag(CommandLine& cli, SocketOptions& options, const std::size_t* memory)
{
    cli.add("max-message", bytes<std::int64_t>(options.max_message, {0, std::int64_t{1} << 40U}),
            "disconnect a peer that sends a larger message, 0 for what memory allows");
    cli.check([&options, memory] {
        if (options.max_message == 0)
            options.max_message =
                static_cast<std::int64_t>(memory != nullptr ? *memory : MemoryBudget::usual_limit());
    });
}

void add_curve_flags(CommandLine& cli, const std::vector<SocketOptions*>& sockets)
{
    CurveOptions& curve = sockets.front()->curve;
    cli.add("curve-cert", file(curve.cert, "FILE"), "encrypt with CURVE, with the key pair in FILE");
    cli.add("curve-server-cert", file(curve.server_cert, "FILE"),
            "encrypt with CURVE to the server whose public key is in FILE");
    cli.add("curve-allow", folder(curve.allow), "accept only clients whose public keys are in DIR");
    cli.check([sockets] {
        const CurveOptions keys = sockets.front()->curve;
        for (auto* socket : sockets) {
            socket->curve = socket->plain ? CurveOptions() : keys;
            check(socket->curve, socket->endpoints);
            check(socket->curve, socket->repair.endpoints);
        }
    });
}

void add_zmtp_flag(CommandLine& cli, const std::vector<SocketOptions*>& sockets)
{
    cli.add("accept-zmtp1", flag(sockets.front()->accept_zmtp1),
            "also take peers that speak ZMTP before 3.0, as ZeroMQ 2 and 3 do");
    cli.check([sockets] {
        for (auto* socket : sockets)
            socket->accept_zmtp1 = sockets.front()->accept_zmtp1;
    });
}

void add_topic_flag(CommandLine& cli, SocketOptions& options)
{
    cli.add("topic", texts(options.topics, "PREFIX"), "take only messages that start with PREFIX");
}

void add_receiver_flags(CommandLine& cli, SocketOptions& options)
{
    add_endpoint_flags(cli, options, {Endpoint::Side::connect, "tcp://127.0.0.1:5001"});
    add_topic_flag(cli, options);
    add_hwm_flag(cli, options);
    add_max_message_flag(cli, options);
    add_zmtp_flag(cli, {&options});
    add_curve_flags(cli, {&options});
}

} // namespace zws
