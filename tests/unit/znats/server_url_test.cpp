// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/znats/server_url.hpp"

#include <stdexcept>

using zws::nats::check_url;
using zws::nats::shown;

TEST_CASE("addresses of servers")
{
    for (const auto* url :
         {"nats://host", "tls://host:4222", "nats://127.0.0.1:1", "nats://[::1]", "nats://[::1]:65535",
          "nats://me:p@ss/w:rd@host:4222", "nats://a-token@host", "nats://host:4222/"})
        REQUIRE_NOTHROW(check_url(url));
}

TEST_CASE("what is not an address of a server")
{
    for (const auto* url : {"",
                            "host:4222",
                            "http://host",
                            "NATS://host",
                            "nats:host",
                            "nats://",
                            "nats:///",
                            "nats://:4222",
                            "nats://me:secret@",
                            "nats://host:",
                            "nats://host:x",
                            "nats://host:0",
                            "nats://host:65536",
                            "nats://host:-1",
                            "nats://host:1/path",
                            "nats://host/path?x:1",
                            "nats://[::1",
                            "nats://[]:1",
                            "nats://[::1]1",
                            "nats://[::1]]",
                            "nats://::1",
                            "nats://a,nats://b",
                            "nats://a b"}) {
        INFO(url);
        REQUIRE_THROWS_AS(check_url(url), std::invalid_argument);
    }
}

TEST_CASE("what is wrong with brackets is told")
{
    const auto wrong = [](const char* url, const char* what) {
        CHECK_THROWS_WITH(check_url(url), Catch::Matchers::Equals(what));
    };
    wrong("nats://[::1", "no ']' after '['");
    wrong("nats://[::1]1:80", "only a port may follow ']'");
    for (const auto* url : {"nats://::1", "nats://fe80::1:4222", "nats://a:b:1"})
        wrong(url, "an IPv6 address stands in brackets (nats://[::1]:PORT)");
    wrong("nats://[]:1", "no host (nats://HOST:PORT)");
    wrong("nats://[::1]:0", "port: out of range (1 to 65535)");
    wrong("nats://host/a:b:1", "more than a host and a port");
}

TEST_CASE("messages name a server without its secrets")
{
    REQUIRE(shown("nats://host:1") == "nats://host:1");
    REQUIRE(shown("tls://me:p@ss@host:1") == "tls://host:1");
    REQUIRE(shown("nats://token@host") == "nats://host");
    REQUIRE(shown("me:secret@host") == "host");
}
