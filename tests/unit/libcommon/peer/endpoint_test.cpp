// SPDX-License-Identifier: MIT
#include "libcommon/peer/endpoint.hpp"
#include "tests/unit/catch.hpp"

#include <stdexcept>

using zws::Endpoint;
using zws::parse_endpoint;

TEST_CASE("endpoints that ZeroMQ takes are taken")
{
    const auto side = GENERATE(Endpoint::Side::bind, Endpoint::Side::connect);
    const auto* text = GENERATE("tcp://127.0.0.1:5000", "tcp://localhost:1", "tcp://[::1]:65535",
                                "ipc:///tmp/x", "inproc://queue", "tcp://127.0.0.1:0;10.0.0.1:5000");
    REQUIRE(parse_endpoint(side, text).address == text);
}

TEST_CASE("a wildcard is for binding only")
{
    REQUIRE(parse_endpoint(Endpoint::Side::bind, "tcp://*:*").described() == "bind tcp://*:*");
    REQUIRE_THROWS_AS(parse_endpoint(Endpoint::Side::connect, "tcp://*:5000"), std::invalid_argument);
    REQUIRE_THROWS_AS(parse_endpoint(Endpoint::Side::connect, "tcp://127.0.0.1:*"), std::invalid_argument);
    REQUIRE_THROWS_AS(parse_endpoint(Endpoint::Side::connect, "tcp://127.0.0.1:0"), std::invalid_argument);
}

TEST_CASE("what lacks only tcp:// gets a suggestion")
{
    using enum Endpoint::Side;
    REQUIRE(zws::meant_endpoint(connect, "5001") == "tcp://127.0.0.1:5001");
    REQUIRE(zws::meant_endpoint(connect, ":5001") == "tcp://127.0.0.1:5001");
    REQUIRE(zws::meant_endpoint(connect, "host:1") == "tcp://host:1");
    REQUIRE(zws::meant_endpoint(bind, "*:1") == "tcp://*:1");
    const auto* text = GENERATE("", ":", "host", "host:", "host:x", "65536", "a:b:1", "*:1", "file.gz");
    CAPTURE(text);
    REQUIRE(zws::meant_endpoint(connect, text).empty());
    REQUIRE_THROWS_WITH(parse_endpoint(bind, "*:1"),
                        Catch::Matchers::Equals("'*:1': not an endpoint (did you mean tcp://*:1?)"));
}

TEST_CASE("what is not an endpoint is refused, with the text in the message")
{
    const auto* text =
        GENERATE("", "foo", "127.0.0.1:5000", "http://127.0.0.1:5000", "tcp://", "tcp://127.0.0.1",
                 "tcp://:5000", "tcp://127.0.0.1:65536", "tcp://127.0.0.1:50x", "tcp://::1:5000",
                 "tcp://[::1]", "tcp://[::1:5000", "tcp://[]:5000", "ipc://", "inproc://");
    REQUIRE_THROWS_WITH(parse_endpoint(Endpoint::Side::bind, text),
                        Catch::Matchers::ContainsSubstring("'" + std::string(text) + "'"));
}
