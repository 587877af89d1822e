// SPDX-License-Identifier: MIT
#include "libcommon/suggestion.hpp"

#include "tests/unit/catch.hpp"

using Names = std::vector<std::string>;

namespace {

const Names names{"topic", "type", "count", "connect", "in-bind", "out-bind", "verbose", "version", "x", "y"};

Names meant(const char* text)
{
    return zws::meant_names(text, names);
}

} // namespace

TEST_CASE("a name with a slip or two is found")
{
    CHECK(meant("tpoic") == Names{"topic"});
    CHECK(meant("topics") == Names{"topic"});
    CHECK(meant("conect") == Names{"connect"});
    CHECK(meant("topic") == Names{"topic"});
    CHECK(meant("tipe") == Names{"type"});
}

TEST_CASE("a name is found by its beginning, or by one of its words")
{
    CHECK(meant("verb") == Names{"verbose"});
    CHECK(meant("ver") == Names{"verbose", "version"});
    CHECK(meant("bind") == Names{"in-bind", "out-bind"});
}

TEST_CASE("what is like none of the names has no suggestion")
{
    CHECK(meant("nonsense").empty());
    CHECK(meant("").empty());
    CHECK(meant("z").empty());
}
