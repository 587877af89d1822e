// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zrelay/http_address.hpp"

#include <stdexcept>

using zws::relay::parse_http_address;

TEST_CASE("an address is a host in numbers and a port")
{
    REQUIRE(parse_http_address("127.0.0.1:9100").described() == "127.0.0.1:9100");
    REQUIRE(parse_http_address("localhost:0").described() == "127.0.0.1:0");
    REQUIRE(parse_http_address("[::1]:80").described() == "[::1]:80");
    for (const auto* text : {"", "80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "::1:80",
                             "[127.0.0.1]:80", "example.org:80", ":80"})
        REQUIRE_THROWS_AS(parse_http_address(text), std::invalid_argument);
}
