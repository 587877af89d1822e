// SPDX-License-Identifier: MIT
#include "libcommon/os/error.hpp"
#include "tests/unit/catch.hpp"
#include "tools/znats/options.hpp"

using namespace std::chrono_literals;
using zws::UsageError;
using zws::nats::Options;

namespace {

Options parsed(std::vector<const char*> arguments)
{
    Options options;
    arguments.insert(arguments.begin(), "znats");
    zws::nats::command_line(options).parse(static_cast<int>(arguments.size()), arguments.data());
    return options;
}

} // namespace

TEST_CASE("the direction chooses socket and endpoint")
{
    using Side = zws::Endpoint::Side;
    const auto to = parsed({"--to-nats", "a"});
    REQUIRE(to.socket.endpoints == zws::Endpoints{{Side::connect, "tcp://127.0.0.1:5001"}});
    REQUIRE(socket_type(to) == zmq::socket_type::sub);
    REQUIRE(to.server.urls == std::vector<std::string>{"nats://127.0.0.1:4222"});
    const auto from = parsed({"--from-nats", "a.>"});
    REQUIRE(from.socket.endpoints == zws::Endpoints{{Side::connect, "tcp://127.0.0.1:5000"}});
    REQUIRE(socket_type(from) == zmq::socket_type::xpub);
    REQUIRE(socket_type(parsed({"--to-nats", "a", "--pattern", "pipeline"})) == zmq::socket_type::pull);
    REQUIRE(socket_type(parsed({"--from-nats", "a", "--pattern", "pipeline"})) == zmq::socket_type::push);
}

TEST_CASE("three servers keep a stream that is created on three")
{
    const auto replicas = [](std::vector<const char*> arguments) {
        arguments.insert(arguments.end(), {"--to-nats", "a", "--stream", "S"});
        return *parsed(arguments).stream.replicas;
    };
    REQUIRE(replicas({}) == 1);
    REQUIRE(replicas({"--nats", "nats://a", "--nats", "nats://b"}) == 1);
    REQUIRE(replicas({"--nats", "nats://a", "--nats", "nats://b", "--nats", "nats://c"}) == 3);
    REQUIRE(replicas({"--nats", "nats://a", "--stream-replicas", "2"}) == 2);
}

TEST_CASE("what comes from a stream waits for room, and nothing else does")
{
    REQUIRE_FALSE(parsed({"--from-nats", "a"}).waits());
    REQUIRE_FALSE(parsed({"--to-nats", "a", "--stream", "S"}).waits());
    REQUIRE(parsed({"--from-nats", "a", "--stream", "S"}).waits());
    REQUIRE_FALSE(parsed({"--from-nats", "a", "--stream", "S", "--overflow", "drop"}).waits());
    REQUIRE(parsed({"--to-nats", "a", "--overflow", "block"}).waits());
}

TEST_CASE("an age has a unit")
{
    const auto since = [](const char* text) {
        return *parsed({"--from-nats", "a", "--stream", "S", "--since", text}).stream.since;
    };
    REQUIRE(since("90") == 90s);
    REQUIRE(since("1.5s") == 1500ms);
    REQUIRE(since("10m") == 10min);
    REQUIRE(since("12h") == 12h);
    REQUIRE(since("7d") == 168h);
    for (const auto* text : {"", "m", "10y", "-1m", "1e30d", "1 m", "nan"})
        REQUIRE_THROWS_AS(since(text), UsageError);
}

TEST_CASE("addresses and names that are none are refused")
{
    for (const auto* url : {"", "host:4222", "http://host", "nats://", "nats://a,nats://b"})
        REQUIRE_THROWS_AS(parsed({"--to-nats", "a", "--nats", url}), UsageError);
    for (const auto* name : {"", "a.b", "a b", "../a", "*"})
        REQUIRE_THROWS_AS(parsed({"--to-nats", "a", "--stream", name}), UsageError);
}
