// SPDX-License-Identifier: MIT
#include "libcommon/peer/socket_monitor.hpp"

#include "tests/unit/catch.hpp"

using zws::SocketMonitor;

namespace {

/// Reads events until one of `kind` comes.
SocketMonitor::Event await(SocketMonitor& monitor, unsigned kind)
{
    monitor.handle().set(zmq::sockopt::rcvtimeo, 10'000);
    for (;;) {
        zmq::pollitem_t item{monitor.handle().handle(), 0, ZMQ_POLLIN, 0};
        REQUIRE(zmq_poll(&item, 1, 10'000) == 1);
        while (const auto event = monitor.next()) {
            if (event->kind == kind)
                return *event;
        }
    }
}

} // namespace

TEST_CASE("what happens to connections is told, from the bind on")
{
    zmq::context_t context;
    zmq::socket_t server(context, zmq::socket_type::pub);
    SocketMonitor monitor(context, server);
    REQUIRE_FALSE(monitor.next().has_value());
    server.bind("tcp://127.0.0.1:*");
    const std::string address = server.get(zmq::sockopt::last_endpoint);
    REQUIRE(described(await(monitor, ZMQ_EVENT_LISTENING)) == "listening " + address);
    {
        zmq::socket_t client(context, zmq::socket_type::sub);
        client.set(zmq::sockopt::linger, 0);
        client.connect(address);
        REQUIRE_THAT(described(await(monitor, ZMQ_EVENT_HANDSHAKE_SUCCEEDED)),
                     Catch::Matchers::StartsWith("handshake done tcp://127.0.0.1:"));
    }
    await(monitor, ZMQ_EVENT_DISCONNECTED);
}

TEST_CASE("events are told for people")
{
    CHECK(zws::described({ZMQ_EVENT_CONNECT_RETRIED, 100, "tcp://h:1"}) ==
          "connecting again tcp://h:1 in 100 ms");
    CHECK(zws::described({ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL, ZMQ_PROTOCOL_ERROR_ZMTP_MECHANISM_MISMATCH,
                          "tcp://h:1"}) == "handshake failed tcp://h:1: another security mechanism");
    CHECK(zws::described({ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL, 1, ""}) == "handshake failed: code 1");
    CHECK(zws::described({ZMQ_EVENT_HANDSHAKE_FAILED_AUTH, 400, "x"}) ==
          "handshake failed x: the key is refused (status 400)");
    CHECK(zws::described({ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL, EPIPE, "x"}) ==
          "handshake failed x: Broken pipe");
    CHECK(zws::described({0x8000, 0, ""}) == "event 32768");
}
