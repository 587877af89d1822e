// SPDX-License-Identifier: MIT
#include "libcommon/zmq/socket.hpp"

#include "libcommon/os/error.hpp"
#include "tests/unit/catch.hpp"

using Catch::Matchers::StartsWith;
using zws::Endpoint;
using zws::SocketOptions;

namespace {

constexpr auto binding = Endpoint::Side::bind;
constexpr auto connecting = Endpoint::Side::connect;

SocketOptions at(zws::Endpoints endpoints)
{
    SocketOptions options;
    options.endpoints = std::move(endpoints);
    return options;
}

} // namespace

TEST_CASE("an open socket knows its real endpoints, in the order given")
{
    zmq::context_t context;
    const auto socket = zws::open(
        context, zmq::socket_type::xpub,
        at({{binding, "tcp://127.0.0.1:*"}, {connecting, "tcp://127.0.0.1:9"}, {binding, "inproc://x"}}));
    REQUIRE(socket.endpoints.size() == 3);
    REQUIRE_THAT(socket.endpoints[0].address, StartsWith("tcp://127.0.0.1:"));
    REQUIRE_FALSE(socket.endpoints[0].address.ends_with('*'));
    REQUIRE(socket.endpoints[1].described() == "connect tcp://127.0.0.1:9");
    REQUIRE(socket.endpoints[2].address == "inproc://x");
}

TEST_CASE("what cannot be bound fails, and says what it was")
{
    zmq::context_t context;
    const auto first = zws::open(context, zmq::socket_type::xpub, at({{binding, "tcp://127.0.0.1:*"}}));
    const auto& taken = first.endpoints[0].address;
    REQUIRE_THROWS_WITH(zws::open(context, zmq::socket_type::sub, at({{binding, taken}})),
                        Catch::Matchers::Equals("bind " + taken + ": Address already in use"));
    REQUIRE_THROWS_AS(zws::open(context, zmq::socket_type::sub, at({{binding, "ipc:///nonexistent/x"}})),
                      zws::Error);
}

TEST_CASE("what cannot be connected to by its form fails")
{
    zmq::context_t context;
    REQUIRE_THROWS_WITH(zws::open(context, zmq::socket_type::sub, at({{connecting, "tcp://no port"}})),
                        StartsWith("connect tcp://no port: "));
}

TEST_CASE("the options are set")
{
    zmq::context_t context;
    SocketOptions options;
    options.hwm = 7;
    options.linger = std::chrono::milliseconds(42);
    const auto socket = zws::open(context, zmq::socket_type::sub, options);
    REQUIRE(socket.handle.get(zmq::sockopt::rcvhwm) == 7);
    REQUIRE(socket.handle.get(zmq::sockopt::sndhwm) == 7);
    REQUIRE(socket.handle.get(zmq::sockopt::linger) == 42);
    REQUIRE(socket.handle.get(zmq::sockopt::ipv6) == 0);
    REQUIRE(zws::open(context, zmq::socket_type::sub, at({{connecting, "tcp://[::1]:9"}}))
                .handle.get(zmq::sockopt::ipv6) == 1);
}

TEST_CASE("a SUB takes everything, or the topics it was told")
{
    zmq::context_t context;
    auto out = zws::open(context, zmq::socket_type::xpub, at({{binding, "inproc://topics"}}));
    auto options = at({{connecting, "inproc://topics"}});
    options.topics = GENERATE(std::vector<std::string>{}, std::vector<std::string>{"a", "b"});
    const auto in = zws::open(context, zmq::socket_type::sub, options);
    const auto wanted = options.topics.empty() ? std::vector<std::string>{""} : options.topics;
    for (const auto& topic : wanted) {
        zmq::message_t subscription;
        REQUIRE(out.handle.recv(subscription));
        REQUIRE(subscription.to_string() == '\1' + topic);
    }
}

TEST_CASE("endpoints are described in a row")
{
    REQUIRE(zws::described(zws::Endpoints{{binding, "tcp://*:1"}, {connecting, "ipc://x"}}) ==
            "bind tcp://*:1, connecting ipc://x");
    REQUIRE(zws::described(zws::Endpoints{}).empty());
}
