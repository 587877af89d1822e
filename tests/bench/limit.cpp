// SPDX-License-Identifier: MIT
#include "libcommon/cli/log.hpp"
#include "libcommon/cli/run.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "libcommon/zmq/socket.hpp"
#include "libcommon/zmq/socket_flags.hpp"
#include "tests/bench/limit_broadcaster.hpp"

#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>

namespace zws::bench {

namespace {

struct LimitOptions {
    SocketOptions input;
    std::uint16_t port = 9999;
    bool inline_feed = false;
};

CommandLine command_line(LimitOptions& options)
{
    CommandLine cli("fanout-limit",
                    "Broadcasts ZeroMQ messages with nothing but sendmsg: what no server can be below.");
    cli.section("Serving")
        .add("port", number(options.port, "PORT"), "port on 127.0.0.1; 0: any free one")
        .add("inline", flag(options.inline_feed),
             "read ZeroMQ in the thread that sends, instead of one of its own");
    cli.section("Sockets");
    add_endpoint_flags(cli, options.input, {Endpoint::Side::bind, "tcp://127.0.0.1:5000"});
    add_hwm_flag(cli, options.input);
    return cli;
}

/// Listens on 127.0.0.1; `port` becomes the real one.
Descriptor listen_on(std::uint16_t& port)
{
    auto listener = opened(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket");
    const int on = 1;
    setsockopt(listener.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (bind(listener.get(), generic, size) < 0 || listen(listener.get(), SOMAXCONN) < 0 ||
        getsockname(listener.get(), generic, &size) < 0)
        throw system_error("listen on port " + std::to_string(port), errno);
    port = ntohs(address.sin_port);
    return listener;
}

void serve(LimitOptions& options)
{
    StopSignal stop;
    zmq::context_t context;
    BlockPool pool;
    auto in = open(context, zmq::socket_type::sub, options.input);
    auto listener = listen_on(options.port);
    std::unique_ptr<Feed> feed;
    if (options.inline_feed)
        feed = std::make_unique<InlineFeed>(in.handle, pool);
    else
        feed = std::make_unique<ThreadFeed>(in.handle, pool);
    Broadcaster broadcaster(*feed, pool, std::move(listener));
    log::info("ready: ", described(in.endpoints), ", ws ws://127.0.0.1:", options.port, "/");
    broadcaster.run(stop.fd());
}

} // namespace

} // namespace zws::bench

int main(int argc, char** argv)
{
    zws::bench::LimitOptions options;
    return zws::run(zws::bench::command_line(options), argc, argv, [&] { zws::bench::serve(options); });
}
