// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/transcript.hpp"

#include "tests/unit/libcommon/codec/protobuf/proto.hpp"
#include "tests/unit/libcommon/codec/support.hpp"

using namespace zws::codec::protobuf;
using zws::test::bytes;
using zws::test::Proto;

namespace {

const Proto& kinds()
{
    static const Proto proto(R"(
        syntax = "proto3";
        package t;
        enum Mode { OFF = 0; ON = 1; BACK = -1; }
        message All {
          double d = 1; float f = 2; int32 i32 = 3; int64 i64 = 4; uint32 u32 = 5; uint64 u64 = 6;
          sint32 s32 = 7; sint64 s64 = 8; fixed32 f32 = 9; fixed64 f64 = 10; sfixed32 sf32 = 11;
          sfixed64 sf64 = 12; bool b = 13; string s = 14; bytes raw = 15; Mode mode = 16;
        }
        message Some { optional int32 maybe = 1; Some inner = 2;
                       oneof which { int32 a = 3; string b = 4; Some c = 5; } }
        message Lists { repeated int32 i = 1; repeated double d = 2; repeated string s = 3; repeated Some some = 4;
                        repeated float far = 5 [packed = false]; repeated Mode modes = 6; repeated bool on = 7; }
        message Maps { map<string, int32> names = 1; map<int32, Some> some = 2; map<bool, string> on = 3;
                       map<sint64, Maps> deep = 4; map<string, Mode> modes = 5; }
    )");
    return proto;
}

std::string varint(std::size_t number)
{
    std::string out;
    for (; number > 0x7f; number >>= 7U)
        out += static_cast<char>((number & 0x7fU) | 0x80U);
    return out + static_cast<char>(number);
}

std::string repeated(const std::string& text, int times)
{
    std::string out;
    for (int i = 0; i < times; ++i)
        out += text;
    return out;
}

} // namespace

TEST_CASE("protobuf: each kind of number and text")
{
    CHECK(
        kinds().json("t.All", R"(d: 0.1 f: 0.1 i32: -2147483648 i64: -9223372036854775808 u32: 4294967295
                                   u64: 18446744073709551615 s32: -1 s64: -9223372036854775808 f32: 4294967295
                                   f64: 18446744073709551615 sf32: -5 sf64: -6 b: true s: "a\"b\n" raw: "\000\377"
                                   mode: BACK)") ==
        R"({"d":0.1,"f":0.1,"i32":-2147483648,"i64":-9223372036854775808,"u32":4294967295,)"
        R"("u64":18446744073709551615,"s32":-1,"s64":-9223372036854775808,"f32":4294967295,)"
        R"("f64":18446744073709551615,"sf32":-5,"sf64":-6,"b":true,"s":"a\"b\n","raw":"AP8=","mode":"BACK"})");
    CHECK(kinds().json("t.All", "d: nan f: -inf mode: ON").starts_with(R"({"d":null,"f":null,"i32":0)"));
}

TEST_CASE("protobuf: what has no presence is written where it is not there, as 0 is not sent")
{
    CHECK(kinds().json("t.All", "") ==
          R"({"d":0,"f":0,"i32":0,"i64":0,"u32":0,"u64":0,"s32":0,"s64":0,"f32":0,"f64":0,"sf32":0,"sf64":0,)"
          R"("b":false,"s":"","raw":"","mode":"OFF"})");
    CHECK(kinds().json("t.Some", "") == "{}");
    CHECK(kinds().json("t.Some", "maybe: 0 inner {} a: 0") == R"({"maybe":0,"inner":{},"a":0})");
    CHECK(kinds().json("t.Maps", "") == R"({"names":{},"some":{},"on":{},"deep":{},"modes":{}})");
}

TEST_CASE("protobuf: lists, packed and not")
{
    CHECK(
        kinds().json("t.Lists", R"(i: [1, -1, 300] d: [0.5] s: ["x", ""] some {} some { maybe: 1 } far: [1, 2]
                                     modes: [ON, OFF] on: [true, false])") ==
        R"({"i":[1,-1,300],"d":[0.5],"s":["x",""],"some":[{},{"maybe":1}],"far":[1,2],"modes":["ON","OFF"],)"
        R"("on":[true,false]})");
    // Readers take both forms, also mixed; an empty packed field is nothing.
    CHECK(kinds()
              .decoded("t.Lists", bytes({0x08, 1, 0x0a, 0, 0x0a, 2, 2, 3, 0x08, 4}))
              .starts_with(R"({"i":[1,2,3,4],"d":[])"));
    CHECK(kinds().decoded("t.Lists", bytes({0x2a, 4, 0, 0, 0x80, 0x3f})).find(R"("far":[1],)") !=
          std::string::npos);
    CHECK(kinds().decoded("t.Lists", bytes({0x0a, 0, 0x08, 4})).starts_with(R"({"i":[4],)"));
    CHECK(kinds().decoded("t.Lists", bytes({0x2a, 3, 0, 0, 0x80})) ==
          "error: t.Lists: packed numbers that are cut off");
    CHECK(kinds().decoded("t.Lists", bytes({0x0a, 1, 0x80})) ==
          "error: t.Lists: packed numbers that are cut off");
}

TEST_CASE("protobuf: fields may come in any order and in several parts")
{
    // d, i, d, i
    CHECK(kinds()
              .decoded("t.Lists", bytes({0x1a, 1, 'x', 0x08, 1, 0x1a, 1, 'y', 0x08, 2}))
              .starts_with(R"({"i":[1,2],"d":[],"s":["x","y"])"));
    CHECK(kinds().decoded("t.Some", bytes({0x08, 1, 0x08, 2})) == R"({"maybe":2})");
    // The parts of one message become one.
    CHECK(kinds().decoded("t.Some", bytes({0x12, 2, 0x08, 1, 0x12, 2, 0x18, 5, 0x12, 2, 0x08, 3})) ==
          R"({"inner":{"maybe":3,"a":5}})");
    CHECK(kinds().decoded("t.Some", bytes({0x12, 4, 0x12, 2, 0x08, 1, 0x08, 9, 0x12, 4, 0x12, 2, 0x18, 5})) ==
          R"({"maybe":9,"inner":{"inner":{"maybe":1,"a":5}}})");
}

TEST_CASE("protobuf: of a oneof the last one counts")
{
    CHECK(kinds().decoded("t.Some", bytes({0x18, 1, 0x22, 1, 'x'})) == R"({"b":"x"})");
    CHECK(kinds().decoded("t.Some", bytes({0x22, 1, 'x', 0x18, 1})) == R"({"a":1})");
    CHECK(kinds().decoded("t.Some", bytes({0x22, 1, 'x', 0x08, 7, 0x18, 1})) == R"({"maybe":7,"a":1})");
    // Parts of a message that stand before another one are gone.
    CHECK(kinds().decoded("t.Some", bytes({0x2a, 2, 0x08, 1, 0x18, 1, 0x2a, 2, 0x18, 2, 0x2a, 2, 0x08, 3})) ==
          R"({"c":{"maybe":3,"a":2}})");
    CHECK(kinds().decoded("t.Some", bytes({0x2a, 2, 0x08, 1, 0x08, 4, 0x2a, 2, 0x18, 2})) ==
          R"({"maybe":4,"c":{"maybe":1,"a":2}})");
}

TEST_CASE("protobuf: maps are objects, in the order of their keys")
{
    CHECK(kinds().json("t.Maps",
                       R"(names { key: "b" value: 2 } names { key: "a" value: 1 } some { key: -1 value {} }
                                    on { key: true value: "x" } deep { key: -3 value { names { key: "n" } } }
                                    modes { key: "m" value: ON })") ==
          R"({"names":{"a":1,"b":2},"some":{"-1":{}},"on":{"true":"x"},)"
          R"("deep":{"-3":{"names":{"n":0},"some":{},"on":{},"deep":{},"modes":{}}},"modes":{"m":"ON"}})");
    // The last one with a key counts; one without a key has the key that is nothing.
    const auto names =
        bytes({0x0a, 5, 0x0a, 1, 'k', 0x10, 1, 0x0a, 5, 0x0a, 1, 'k', 0x10, 2, 0x0a, 2, 0x10, 3});
    CHECK(kinds().decoded("t.Maps", names).starts_with(R"({"names":{"":3,"k":2},)"));
    CHECK(kinds().decoded("t.Maps", bytes({0x12, 0})).find(R"("some":{"0":{}})") != std::string::npos);
    CHECK(kinds().decoded("t.Maps", bytes({0x0a, 2, 0x0a, 9})) == "error: t.Maps: it is cut off");
    CHECK(kinds()
              .decoded("t.Maps", bytes({0x0a, 3, 0x0a, 1, 0xff}))
              .starts_with(R"({"names":{"{\"b64\":\"/w==\"}":0})"));
}

TEST_CASE("protobuf: numbers without a name and text that is not UTF-8 stay")
{
    CHECK(kinds().decoded("t.Lists", bytes({0x32, 2, 1, 9})).find(R"("modes":["ON",9])") !=
          std::string::npos);
    CHECK(kinds().decoded("t.Some", bytes({0x22, 1, 0xff})) == R"({"b":{"b64":"/w=="}})");
}

TEST_CASE("protobuf: fields that a type does not have are counted")
{
    UnknownFields unknown("test.proto");
    Workspace work;
    std::string out;
    const Schema& schema = kinds().schema();
    // Of another number, of another wire type, and inside of a message.
    const auto message = bytes({0x78, 1, 0x0a, 1, 'x', 0x12, 2, 0x78, 1});
    REQUIRE(Transcript(schema, unknown, work, out).run(schema.types.at("t.Some"), message) == "");
    CHECK(out == R"({"inner":{}})");
    CHECK(unknown.count() == 3);
}

TEST_CASE("protobuf: proto2 has its presence, groups and extensions")
{
    const Proto proto(R"(
        syntax = "proto2";
        package two;
        message M { required int32 a = 1; optional double b = 2 [default = 7]; repeated group Part = 3 {
                      optional string s = 4; } optional M m = 5; repeated int32 list = 6; extensions 100 to 200; }
        extend M { optional string note = 100; }
    )");
    CHECK(proto.json("two.M", R"(a: 0 Part { s: "x" } Part {} [two.note]: "n")") ==
          R"({"a":0,"part":[{"s":"x"},{}],"list":[],"[two.note]":"n"})");
    CHECK(proto.decoded("two.M", "") == R"({"part":[],"list":[]})");
}

TEST_CASE("protobuf: nesting is bounded")
{
    const auto nested = [](int levels) {
        std::string message;
        for (int i = 0; i < levels; ++i)
            message = '\x12' + varint(message.size()) + message; // Some.inner
        return message;
    };
    CHECK(kinds().decoded("t.Some", nested(199)).ends_with(std::string(200, '}')));
    CHECK(kinds().decoded("t.Some", nested(200)) == "error: t.Some: nested deeper than 200");
}

TEST_CASE("protobuf: what a message is made of is bounded, whatever it says")
{
    // Two fields in turns: each record is a run of its own.
    const auto turns = repeated(bytes({0x08, 0, 0x1a, 0}), 600'000);
    CHECK(kinds().decoded("t.Lists", turns) == "error: t.Lists: its fields are in more than 1048576 pieces");
    const auto entries = repeated(bytes({0x0a, 0}), 1'100'000);
    CHECK(kinds().decoded("t.Maps", entries) == "error: t.Maps: maps of more than 1048576 entries");
    const auto parts = repeated(bytes({0x12, 0}), 1'100'000);
    CHECK(kinds().decoded("t.Some", parts) == "error: t.Some: a message in more than 1048576 pieces");
    // A byte of a packed field can be 5 of JSON: more than 64 MiB.
    const std::size_t size = std::size_t{16} << 20U;
    const auto packed = '\x3a' + varint(size) + std::string(size, '\0');
    CHECK(kinds().decoded("t.Lists", packed) == "error: t.Lists: more than 67108864 bytes when decoded");
}

TEST_CASE("protobuf: types of google/protobuf are what they stand for")
{
    const Proto proto(R"(
        syntax = "proto3";
        import "google/protobuf/any.proto";
        import "google/protobuf/duration.proto";
        import "google/protobuf/struct.proto";
        import "google/protobuf/timestamp.proto";
        import "google/protobuf/wrappers.proto";
        message W {
          google.protobuf.Timestamp time = 1; google.protobuf.Duration lag = 2; google.protobuf.DoubleValue y = 3;
          google.protobuf.BoolValue on = 4; google.protobuf.Struct more = 5; google.protobuf.Value value = 6;
          google.protobuf.ListValue list = 7; google.protobuf.Any any = 8; google.protobuf.Int64Value big = 9; }
    )");
    const auto json = [&proto](const std::string& text) { return proto.json("W", text); };
    CHECK(json("time { seconds: 1763875008 nanos: 123456789 }") == R"({"time":1763875008.123456789})");
    CHECK(json("time { seconds: 1763875008 }") == R"({"time":1763875008})");
    CHECK(json("time { seconds: -1 nanos: 500000000 }") == R"({"time":-0.5})");
    CHECK(json("time {}") == R"({"time":0})");
    CHECK(json("time { nanos: 1000000000 }") == R"({"time":{"seconds":0,"nanos":1000000000}})");
    CHECK(json("lag { seconds: -1 nanos: -500000000 }") == R"({"lag":-1.5})");
    CHECK(json("lag { nanos: -5000 }") == R"({"lag":-0.000005})");
    CHECK(json("y { value: 2.5 } on {} big { value: 9223372036854775807 }") ==
          R"({"y":2.5,"on":false,"big":9223372036854775807})");
    CHECK(json("y {}") == R"({"y":0})");
    CHECK(
        json(R"(more { fields { key: "a" value { number_value: 1.5 } } fields { key: "b" value { list_value {
                  values { bool_value: true } values { null_value: NULL_VALUE } values {} } } } })") ==
        R"({"more":{"a":1.5,"b":[true,null,null]}})");
    CHECK(json(R"(value { string_value: "x" } list {})") == R"({"value":"x","list":[]})");
    CHECK(json("value {} more {}") == R"({"more":{},"value":null})");
    CHECK(json(R"(any { [type.googleapis.com/W] { y { value: 1 } } })") ==
          R"({"any":{"@type":"type.googleapis.com/W","y":1}})");
    CHECK(json(R"(any { [type.googleapis.com/google.protobuf.Duration] { seconds: 2 } })") ==
          R"({"any":{"@type":"type.googleapis.com/google.protobuf.Duration","value":2}})");
    CHECK(json(R"(any { type_url: "x/Unknown" value: "\377" })") ==
          R"({"any":{"type_url":"x/Unknown","value":"/w=="}})");
    CHECK(json("any {}") == R"({"any":{"type_url":"","value":""}})");
    CHECK(proto.json("google.protobuf.Timestamp", "seconds: 5") == "5");
}

TEST_CASE("protobuf: the parts of a message are read again for the next one")
{
    UnknownFields unknown("test.proto");
    Workspace work;
    const Schema& schema = kinds().schema();
    for (const auto* text : {R"({"maybe":1})", R"({"maybe":1})"}) {
        std::string out;
        CHECK(Transcript(schema, unknown, work, out).run(schema.types.at("t.Some"), bytes({0x12, 9})) ==
              "t.Some: it is cut off");
        out.clear();
        CHECK(Transcript(schema, unknown, work, out).run(schema.types.at("t.Some"), bytes({0x08, 1})) == "");
        CHECK(out == text);
    }
}
