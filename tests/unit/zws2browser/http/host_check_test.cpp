// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/host_check.hpp"

#include "tests/unit/catch.hpp"

using namespace zws::browser;

TEST_CASE("authorities that are written in different ways are the same")
{
    CHECK(parse_authority("Example.ORG:80") == Authority{"example.org", 80});
    CHECK(parse_authority("example.org") == Authority{"example.org", std::nullopt});
    CHECK(parse_authority("example.org:") == Authority{"example.org", std::nullopt});
    CHECK(parse_authority("[0:0::1]:1") == Authority{"::1", 1});
    CHECK(parse_authority("[::ffff:127.0.0.1]") == Authority{"127.0.0.1", std::nullopt});
}

TEST_CASE("what is not an authority is nothing")
{
    for (const auto* text :
         {"", ":80", "a:0", "a:65536", "a:x", "u@a", "a/", "a?b", "a b", "%61", "[::1", "a,b:c"})
        CHECK_FALSE(parse_authority(text));
}

TEST_CASE("an origin has the port of its scheme")
{
    CHECK(parse_origin("http://a") == parse_origin("HTTP://A:80"));
    CHECK(parse_origin("https://a") == parse_origin("https://a:443"));
    CHECK_FALSE(parse_origin("http://a") == parse_origin("https://a:80"));
    for (const auto* text : {"null", "", "a", "ftp://a", "http://", "http://a/", "http://a http://b", "://a"})
        CHECK_FALSE(parse_origin(text));
}

TEST_CASE("a site that may have the page in a frame is an origin in its usual form, or any")
{
    CHECK(parse_frame_ancestor("*") == "*");
    CHECK(parse_frame_ancestor("HTTPS://A.Example:443") == "https://a.example");
    CHECK(parse_frame_ancestor("https://a:80") == "https://a:80");
    CHECK(parse_frame_ancestor("http://10.0.0.1:8080") == "http://10.0.0.1:8080");
    for (const auto* text : {"", "a", "'none'", "https://*", "https://a b", "https://a;b", "http://[::1]:80"})
        CHECK_FALSE(parse_frame_ancestor(text));
}

TEST_CASE("loopback has names and addresses")
{
    for (const auto* host : {"localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "::1"})
        CHECK(is_loopback(host));
    for (const auto* host : {"localhost.evil", "evillocalhost", "128.0.0.1", "::2", "0.0.0.0", ""})
        CHECK_FALSE(is_loopback(host));
}
