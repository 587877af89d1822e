// SPDX-License-Identifier: MIT
#include "libcommon/os/tcp_address.hpp"

#include "tests/unit/catch.hpp"

#include <cerrno>

using zws::TcpAddress;

TEST_CASE("a TCP address is a number and a port")
{
    CHECK(TcpAddress::parse("127.0.0.1", 5000)->described() == "127.0.0.1:5000");
    CHECK(TcpAddress::parse("::1", 5000)->described() == "[::1]:5000");
    CHECK(TcpAddress::parse("::1", 5000)->port() == 5000);
    for (const char* host :
         {"", "lo", "localhost", "127.0.0.256", ":", "[::1]", "::ffff:127.0.0.256", "127.0.0.1:1"})
        CHECK_FALSE(TcpAddress::parse(host, 5000));
}

TEST_CASE("who listens has the real port, and sees who comes")
{
    auto where = TcpAddress::parse("127.0.0.1", 0).value();
    const auto listener = where.listen(1);
    REQUIRE(listener.get() >= 0);
    REQUIRE(where.port() != 0);
    auto again = where;
    CHECK(again.listen(1).get() < 0);
    CHECK(errno == EADDRINUSE);
    TcpAddress peer;
    CHECK(peer.accept(listener.get()).get() < 0);
    CHECK(errno == EAGAIN);
}
