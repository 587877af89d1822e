// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/request_target.hpp"

#include "tests/unit/catch.hpp"

using namespace zws::browser;

TEST_CASE("a target is a path and a query, decoded")
{
    const auto target = parse_request_target("/a%20b/c?topic=x%2Fy&topic=a+b&flag");
    CHECK(target.path == "/a b/c");
    CHECK(target.query ==
          std::vector<std::pair<std::string, std::string>>{{"topic", "x/y"}, {"topic", "a b"}, {"flag", ""}});
}

TEST_CASE("the absolute form of a target has a host")
{
    const auto target = parse_request_target("http://example.org:8000/a%20b?topic=x");
    CHECK(target.host == "example.org:8000");
    CHECK(target.path == "/a b");
    CHECK(target.query == std::vector<std::pair<std::string, std::string>>{{"topic", "x"}});
    CHECK(parse_request_target("https://[::1]").path == "/");
    CHECK(parse_request_target("HTTP://a?b").query.size() == 1);
    CHECK(parse_request_target("/a").host.empty());
}

TEST_CASE("what is not a path is refused")
{
    for (const auto* text : {"", "*", "http:///x", "http://a:b@host/", "ftp://host/", "http:x", "host:80",
                             "http://a/%2F", "a/b", "/%zz", "/ b", "/a?b#c", "/a%2fb", "/%2F"})
        CHECK_THROWS_AS(parse_request_target(text), std::invalid_argument);
}
