// SPDX-License-Identifier: MIT
#include "libcommon/cli/listen_address.hpp"

#include "tests/unit/catch.hpp"

#include <stdexcept>

using Catch::Matchers::ContainsSubstring;
using zws::parse_listen_address;

TEST_CASE("an address is an IP address and a port")
{
    REQUIRE(parse_listen_address("127.0.0.1:9100").shown() == "127.0.0.1:9100");
    REQUIRE(parse_listen_address("0.0.0.0:0").shown() == "0.0.0.0:0");
    REQUIRE(parse_listen_address("localhost:0").shown() == "127.0.0.1:0");
    REQUIRE(parse_listen_address("[::1]:80").shown() == "[::1]:80");
    REQUIRE(parse_listen_address("[::1]:80").host == "::1");
}

TEST_CASE("a port alone is one of loopback")
{
    const auto* text = GENERATE("8000", ":8000");
    REQUIRE(parse_listen_address(text).shown() == "127.0.0.1:8000");
}

TEST_CASE("what is not an address is refused, with what is wrong")
{
    const auto* bad_port = GENERATE("", ":", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "65536", "-1", "80 ");
    REQUIRE_THROWS_WITH(parse_listen_address(bad_port),
                        ContainsSubstring("the port is not a number from 0 to 65535"));
    const auto* bad_host =
        GENERATE("::1:80", "[127.0.0.1]:80", "[]:80", "example.org:80", "*:80", "http://127.0.0.1:80");
    REQUIRE_THROWS_WITH(parse_listen_address(bad_host), ContainsSubstring("the host is not an IP address"));
}
