// SPDX-License-Identifier: MIT
#include "libcommon/nearest.hpp"

#include "tests/unit/catch.hpp"

using zws::did_you_mean;

TEST_CASE("a name that was mistyped is found")
{
    const std::vector<std::string> names{"text", "json", "envelope", "bitcoin", "f32le", "f32be"};
    CHECK(did_you_mean("bitcon", names) == " (did you mean bitcoin?)");
    CHECK(did_you_mean("josn", names) == " (did you mean json?)");
    CHECK(did_you_mean("env", names) == " (did you mean envelope?)");
    CHECK(did_you_mean("f32l", names) == " (did you mean f32le?)");
}

TEST_CASE("where nothing is near nothing is said")
{
    const std::vector<std::string> names{"text", "json", "i8", "u8"};
    CHECK(did_you_mean("", names) == "");
    CHECK(did_you_mean("x", names) == "");
    CHECK(did_you_mean("protobuf", names) == "");
    CHECK(did_you_mean("xy", names) == "");
    CHECK(did_you_mean(std::string(1'000'000, 'x'), names) == "");
}
