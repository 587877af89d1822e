// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/type_names.hpp"

#include "tests/unit/catch.hpp"
#include "tests/unit/libcommon/codec/protobuf/proto.hpp"

using namespace zws::codec::protobuf;
using zws::test::proto_set;
using zws::test::schema_of;

namespace {

const Schema& robot()
{
    static const Schema schema = schema_of(proto_set(R"(
        syntax = "proto3";
        package robot.msgs;
        message JointStates { message State { } map<string, int32> entries = 1; }
        message Wheel { message State { } }
        message Imu { }
    )"));
    return schema;
}

std::string found(std::string_view name)
{
    const TypeNames names(robot());
    const Type* const type = names.find(name);
    return type == nullptr ? "none" : type->name;
}

std::string only_of(const std::string& text)
{
    const Schema schema = schema_of(proto_set(text));
    return TypeNames(schema).only().name;
}

} // namespace

TEST_CASE("protobuf: a type is found by its full name, or by an end of it that no other has")
{
    CHECK(found("robot.msgs.Imu") == "robot.msgs.Imu");
    CHECK(found(".robot.msgs.Imu") == "robot.msgs.Imu");
    CHECK(found("type.googleapis.com/robot.msgs.Imu") == "robot.msgs.Imu");
    CHECK(found("msgs.Imu") == "robot.msgs.Imu");
    CHECK(found("Imu") == "robot.msgs.Imu");
    CHECK(found("joint_states") == "robot.msgs.JointStates");
    CHECK(found("robot_0/joint_states") == "robot.msgs.JointStates");
    CHECK(found("Wheel.State") == "robot.msgs.Wheel.State");
    CHECK(found("State") == "none");
    CHECK(found("mu") == "none");
    CHECK(found("") == "none");
    CHECK(found("entries_entry") == "none");
    CHECK(found(std::string(100'000, '.')) == "none");
}

TEST_CASE("protobuf: a name that is not found is told with what is meant")
{
    const TypeNames names(robot());
    CHECK(names.why_not("Imo") == "there is no message 'Imo' (did you mean robot.msgs.Imu?)");
    CHECK(names.why_not("robot.Imu2") == "there is no message 'robot.Imu2' (did you mean robot.msgs.Imu?)");
    CHECK(names.why_not("State") == "'State' can be robot.msgs.JointStates.State, robot.msgs.Wheel.State");
    CHECK(names.why_not("Nonsense") == "there is no message 'Nonsense'");
}

TEST_CASE("protobuf: the only type of a file needs no name")
{
    CHECK(only_of("syntax = \"proto3\"; import \"google/protobuf/timestamp.proto\"; package a;"
                  "message One { message Inner {} google.protobuf.Timestamp t = 1; }") == "a.One");
    CHECK_THROWS_WITH(only_of("syntax = \"proto3\"; package a; message One {} message Two {}"),
                      "it has 2 messages, say which after a colon: a.One, a.Two");
    CHECK_THROWS_WITH(only_of("syntax = \"proto3\"; package a; enum E { X = 0; }"), "it has no messages");
    std::string many = "syntax = \"proto3\";";
    for (char c = 'A'; c <= 'Y'; ++c)
        many.append("message ").append(1, c).append(" {}");
    CHECK_THROWS_WITH(only_of(many), Catch::Matchers::EndsWith("R, S, T and 5 more"));
}
