// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/type_rules.hpp"

#include "tests/unit/catch.hpp"

using zws::codec::protobuf::parse_type_rules;
using zws::codec::protobuf::TypeRule;
using Rules = std::vector<TypeRule>;

TEST_CASE("protobuf: rules for types")
{
    CHECK(parse_type_rules("robot.Imu") == Rules{{"", "robot.Imu", {}}});
    CHECK(parse_type_rules("@2") == Rules{{"", "", 2}});
    CHECK(parse_type_rules("imu=Imu") == Rules{{"imu", "Imu", {}}});
    CHECK(parse_type_rules("i=A:imu/=Imu:gps=@1:Other") ==
          Rules{{"imu/", "Imu", {}}, {"gps", "", 1}, {"i", "A", {}}, {"", "Other", {}}});
    CHECK(parse_type_rules("can:1=A:can:2=B") == Rules{{"can:1", "A", {}}, {"can:2", "B", {}}});
}

TEST_CASE("protobuf: rules that cannot be")
{
    const auto rules = [](const char* text) { return parse_type_rules(text); };
    CHECK_THROWS_WITH(rules(""), "there is no message after the last colon");
    CHECK_THROWS_WITH(rules("A:"), "there is no message after the last colon");
    CHECK_THROWS_WITH(rules("a b"), "'a b' is not the name of a message");
    CHECK_THROWS_WITH(rules("imu="), "'' is not the name of a message");
    CHECK_THROWS_WITH(rules("A:B"), "'A' is for all other topics: it is the last one");
    CHECK_THROWS_WITH(rules("a=A:a=B"), "topics that begin with 'a' have two messages");
    CHECK_THROWS_WITH(rules("@x"), "'@x' is not @N with the number of a frame: not a whole number");
    CHECK_THROWS_WITH(rules("@1000"), Catch::Matchers::EndsWith("out of range (at most 999)"));
}
