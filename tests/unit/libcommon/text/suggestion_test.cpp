// SPDX-License-Identifier: MIT
#include "libcommon/text/suggestion.hpp"

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

TEST_CASE("a suggestion is a question, with the form in which the name is given")
{
    CHECK(zws::did_you_mean("tpoic", names) == " (did you mean topic?)");
    CHECK(zws::did_you_mean("bind", names, "--") == " (did you mean --in-bind or --out-bind?)");
    CHECK(zws::did_you_mean("nonsense", names).empty());
    CHECK(zws::did_you_mean(std::string(1'000'000, 'x'), names).empty());
}

TEST_CASE("steps and profiles of decoders are told apart")
{
    const Names steps{"text", "json", "envelope", "bitcoin", "f32le", "f32be", "i8", "u8"};
    CHECK(zws::meant_names("bitcon", steps) == Names{"bitcoin"});
    CHECK(zws::meant_names("josn", steps) == Names{"json"});
    CHECK(zws::meant_names("env", steps) == Names{"envelope"});
    CHECK(zws::meant_names("f32l", steps) == Names{"f32le"});
    CHECK(zws::meant_names("xy", steps).empty());
    CHECK(zws::meant_names("protobuf", steps).empty());
}
