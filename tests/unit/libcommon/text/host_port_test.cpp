// SPDX-License-Identifier: MIT
#include "libcommon/text/host_port.hpp"

#include "tests/unit/catch.hpp"

#include <string>

using zws::port_number;
using zws::split_host_port;

namespace {

/// The host, in <> if it had brackets, a space, and the port, or "-" if there is none.
std::string parts(std::string_view text)
{
    const auto [host, bracketed, port] = split_host_port(text);
    const std::string name(host);
    return (bracketed ? '<' + name + '>' : name) + ' ' + std::string(port.value_or("-"));
}

} // namespace

TEST_CASE("a host and a port, a host alone, and brackets around it")
{
    CHECK(parts("example.org:80") == "example.org 80");
    CHECK(parts("example.org") == "example.org -");
    CHECK(parts("example.org:") == "example.org ");
    CHECK(parts(":80") == " 80");
    CHECK(parts("*:*") == "* *");
    CHECK(parts("[::1]:80") == "<::1> 80");
    CHECK(parts("[::1]") == "<::1> -");
    CHECK(parts("[]:") == "<> ");
    CHECK(parts("") == " -");
}

TEST_CASE("what is neither is cut at the last colon, and its brackets stay")
{
    CHECK(parts("::1:80") == "::1 80");
    CHECK(parts("[::1") == "[: 1");
    CHECK(parts("[") == "[ -");
    CHECK(parts("]") == "] -");
    CHECK(parts("::1]") == "::1] -");
    CHECK(parts("[::1]x:80") == "[::1]x 80");
    CHECK(parts("[::1]:80]") == "[::1]:80] -");
    CHECK(parts("[::1]]:80") == "[::1]] 80");
}

TEST_CASE("a port is a number of 16 bits")
{
    CHECK(port_number("0") == 0);
    CHECK(port_number("65535") == 65535);
    for (const auto* text : {"", "65536", "-1", "+1", " 1", "1 ", "1x", "*"})
        CHECK_FALSE(port_number(text));
}
