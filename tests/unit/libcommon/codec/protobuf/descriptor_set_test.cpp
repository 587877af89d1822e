// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/descriptor_set.hpp"

#include "libcommon/codec/protobuf/well_known.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/libcommon/codec/protobuf/proto.hpp"

using namespace zws::codec::protobuf;
using google::protobuf::FileDescriptorSet;
using zws::test::proto_file;
using zws::test::proto_set;
using zws::test::schema_of;

namespace {

std::string refused(const FileDescriptorSet& set)
{
    Schema schema;
    return read_descriptor_set(set.SerializeAsString(), schema);
}

} // namespace

TEST_CASE("protobuf: a descriptor set has types, fields by number, and enumerations")
{
    const Schema schema = schema_of(proto_set(R"(
        syntax = "proto3";
        package p;
        enum E { option allow_alias = true; ZERO = 0; NULL = 0; TEN = 10; }
        message M { string z = 9; optional E e = 2; map<int32, M> m = 300; oneof o { M a = 4; M b = 5; } }
    )"));
    CHECK(schema.own == std::vector<std::string>{"p.M"});
    const Type& type = schema.types.at("p.M");
    REQUIRE(type.fields.size() == 5);
    CHECK(type.choices == 1);
    CHECK(type.fields[0].names->at(0) == "\"ZERO\"");
    CHECK(type.fields[0].names->at(10) == "\"TEN\"");
    CHECK((type.fields[1].type == &type && type.fields[1].choice == 0));
    CHECK(type.fields[3].member == "\"z\":");
    CHECK((type.fields[3].always && !type.fields[0].always && !type.fields[1].always));
    CHECK((type.fields[4].form == FieldForm::map && type.fields[4].type->is_entry));
    for (const SchemaField* last :
         {static_cast<const SchemaField*>(nullptr), &type.fields[0], &type.fields[4]}) {
        CHECK(type.find(9, last) == &type.fields[3]);
        CHECK(type.find(300, last) == &type.fields[4]);
        CHECK(type.find(2, last) == &type.fields[0]);
        CHECK(type.find(3, last) == nullptr);
        CHECK(type.find(301, last) == nullptr);
    }
    CHECK(Type().find(1, nullptr) == nullptr);
}

TEST_CASE("protobuf: files may come in any order")
{
    auto set = proto_set(R"(syntax = "proto3"; import "google/protobuf/timestamp.proto";
                            message M { google.protobuf.Timestamp t = 1; })");
    set.mutable_file()->SwapElements(0, set.file_size() - 1);
    CHECK(schema_of(set).types.at("M").fields[0].type->special == Special::timestamp);
}

TEST_CASE("protobuf: what is not a descriptor set is told")
{
    const std::string none = "is not a descriptor set, as protoc --include_imports -o makes one";
    Schema schema;
    CHECK(read_descriptor_set("\x0a\x05x", schema) == none);
    CHECK(read_descriptor_set("\x10\x01", schema) == none);
    CHECK(read_descriptor_set("", schema) == none);
    FileDescriptorSet set;
    *set.add_file() = proto_file("a.proto", R"(syntax = "proto3"; import "b.proto"; message M { B b = 1; })");
    CHECK(refused(set) ==
          "a.proto imports b.proto, which is not in it: make it with protoc --include_imports");
    *set.mutable_file(0) = proto_file("a.proto", R"(syntax = "proto3"; message M { B b = 1; })");
    CHECK(refused(set) == "is not valid: a.proto: M.b: \"B\" is not defined.");
    *set.mutable_file(0) = proto_file("a.proto", R"(syntax = "proto3"; import "a.proto";)");
    CHECK(refused(set).starts_with("is not valid: a.proto: "));
}

TEST_CASE("protobuf: types that are called as those of google/protobuf are these only with their fields")
{
    Type type;
    type.name = "google.protobuf.Timestamp";
    CHECK(special_of(type) == Special::none);
    type.fields.resize(2);
    type.fields[0].number = 1;
    type.fields[0].kind = Kind::int64;
    type.fields[1].number = 2;
    type.fields[1].kind = Kind::int32;
    CHECK(special_of(type) == Special::timestamp);
    type.fields[1].kind = Kind::int64;
    CHECK(special_of(type) == Special::none);
    type.fields[1].kind = Kind::int32;
    type.name = "other.Timestamp";
    CHECK(special_of(type) == Special::none);
}
