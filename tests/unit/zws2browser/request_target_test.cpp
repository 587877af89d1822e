// SPDX-License-Identifier: MIT
#include "tools/zws2browser/request_target.hpp"

#include "tests/unit/catch.hpp"

using namespace zws::browser;

TEST_CASE("a target is a path and a query, decoded")
{
    const auto target = parse_request_target("/a%20b/c?topic=x%2Fy&topic=a+b&flag");
    CHECK(target.path == "/a b/c");
    CHECK(target.query ==
          std::vector<std::pair<std::string, std::string>>{{"topic", "x/y"}, {"topic", "a b"}, {"flag", ""}});
}

TEST_CASE("what is no path is refused")
{
    for (const auto* text : {"", "*", "http://host/x", "a/b", "/%zz", "/ b", "/a?b#c", "/a%2fb", "/%2F"})
        CHECK_THROWS_AS(parse_request_target(text), std::invalid_argument);
}
