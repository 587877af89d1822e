// SPDX-License-Identifier: MIT
// An echo server of the sessions of zws2browser, for suites that test WebSocket servers by their echo: each
// message comes back, with the same opcode and the same payload.
//
//   ws_echo --ws 127.0.0.1:PORT [--compress]
//
// With --compress, compressed messages are inflated; the answers are not compressed.
#include "libcommon/cli/log.hpp"
#include "libcommon/cli/run.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "tools/zws2browser/listener.hpp"

#include <boost/asio/posix/basic_stream_descriptor.hpp>

namespace {

using namespace zws::browser;

class Echo final : public ClientMessages {
public:
    void take(std::string message, std::function<void(Answer)> done) override { done(std::move(message)); }
};

zws::CommandLine flags(Options& options)
{
    zws::CommandLine cli("ws_echo", "Sends each WebSocket message back.");
    cli.section("Serving")
        .add("ws",
             {[&options](std::string_view text) {
                  const auto colon = text.rfind(':');
                  options.ws = {std::string(text.substr(0, colon)),
                                zws::parse_number<std::uint16_t>(text.substr(colon + 1))};
              },
              "HOST:PORT",
              "127.0.0.1:0",
              {}},
             "where to listen, an IP address")
        .add("compress", zws::flag(options.compress), "speak permessage-deflate with clients that offer it");
    return cli;
}

/// As much of zws2browser as sessions need; what they join is a stream without messages.
void serve(const Options& options, zws::StopSignal& stop)
{
    zmq::context_t context;
    auto nothing = zws::open(context, zmq::socket_type::sub, {});
    MemoryBudget memory(options.memory_limit);
    const Site site("", memory);
    const HostCheck host_check({}, {}, "http");
    const Token token("", false);
    Admission admission(0, 0, memory, 0);
    Echo echo;
    net::io_context ingest_context{1};
    Ingest ingest(ingest_context, nothing, options, memory, [] {});
    Listener::Shards shards;
    shards.push_back(std::make_unique<Shard>(options, ingest));
    const Services services{options,
                            site,
                            host_check,
                            token,
                            memory,
                            &echo,
                            [] { return std::string(); },
                            [](net::io_context&, const std::function<void(bool)>& done) { done(true); }};
    Listener listener(options.ws, Door::websocket, shards, services, admission, nullptr);
    listener.start();
    zws::log::info("ready: ws ws://", listener.address(), "/");
    const auto run = [](net::io_context& loop) {
        const auto stays = net::make_work_guard(loop);
        loop.run();
    };
    const std::jthread ingest_thread([&] { run(ingest_context); });
    const std::jthread shard_thread([&] { run(shards.front()->context()); });
    stop.wait_until(std::chrono::steady_clock::time_point::max());
    ingest_context.stop();
    shards.front()->context().stop();
}

} // namespace

int main(int argc, char** argv)
{
    Options options;
    options.ws = {"127.0.0.1", 0};
    options.max_client_message = std::size_t{64} << 20U;
    return zws::run(flags(options), argc, argv, [&] {
        zws::StopSignal stop;
        serve(options, stop);
    });
}
