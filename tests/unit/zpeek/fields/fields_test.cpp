// SPDX-License-Identifier: MIT
#include "tools/zpeek/fields/fields.hpp"

#include "tests/unit/catch.hpp"

using zws::peek::Field;
using zws::peek::Fields;

namespace {

Fields fields_of(const std::vector<std::string>& payloads)
{
    Fields fields;
    double arrived = 1'796'000'000;
    for (const auto& json : payloads) {
        zws::JsonTree tree;
        const auto* const value = tree.read(json);
        REQUIRE(value != nullptr);
        fields.add(*value, json, {arrived++, -1});
    }
    return fields;
}

const Field& field(const Fields& fields, const std::string& pointer)
{
    const auto* const found = fields.find(pointer);
    REQUIRE(found != nullptr);
    return *found;
}

} // namespace

TEST_CASE("fields have pointers, types, ranges and an example")
{
    const auto fields = fields_of({R"({"a":{"b/c~":1.5},"n":3,"s":"hi","on":true,"x":null})",
                                   R"({"a":{"b/c~":-2},"n":"n/a","s":"ho"})"});
    CHECK(field(fields, "/a/b~1c~0").type() == "number");
    CHECK(field(fields, "/a/b~1c~0").least() == "-2");
    CHECK(field(fields, "/a/b~1c~0").greatest() == "1.5");
    CHECK(field(fields, "/a/b~1c~0").example() == "1.5");
    CHECK(field(fields, "/n").type() == "number or text");
    CHECK(field(fields, "/s").example() == "\"hi\"");
    CHECK(field(fields, "/on").type() == "boolean");
    CHECK(field(fields, "/x").type() == "null");
    CHECK(field(fields, "/s").count() == 2);
}

TEST_CASE("whole numbers beyond 2^53 keep their digits")
{
    const auto fields = fields_of({R"({"id":9007199254740993})", R"({"id":18446744073709551615})"});
    CHECK(field(fields, "/id").least() == "9007199254740993");
    CHECK(field(fields, "/id").greatest() == "18446744073709551615");
    CHECK(field(fields, "/id").type() == "integer");
    const auto same = fields_of({R"({"id":1152921504606846977})", R"({"id":1152921504606846979})",
                                 R"({"id":-1152921504606846977})", R"({"id":-1152921504606846979})"});
    CHECK(field(same, "/id").least() == "-1152921504606846979");
    CHECK(field(same, "/id").greatest() == "1152921504606846979");
}

TEST_CASE("arrays of a few elements are fields, those of many numbers are samples")
{
    std::string samples = "[0";
    for (int i = 1; i < 100; ++i)
        samples += ',' + std::to_string(i);
    const auto fields = fields_of({R"({"few":[1,2],"many":)" + samples + R"(],"none":[]})"});
    CHECK(field(fields, "/few/1").least() == "2");
    CHECK(field(fields, "/many").type() == "array of 100 numbers");
    CHECK(field(fields, "/many").greatest() == "99");
    CHECK(field(fields, "/none").type() == "array");
    CHECK(field(fields_of({"5"}), "").least() == "5");
}

TEST_CASE("memory of fields is bounded")
{
    std::string json = "{";
    for (int i = 0; i < 1000; ++i)
        json += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":" + std::to_string(i);
    const auto fields = fields_of({json + '}'});
    CHECK(fields.all().size() == Fields::most);
    CHECK(fields.passed_over() == 1000 - Fields::most);
    const auto deep = fields_of({std::string(100, '[') + std::string(100, ']')});
    CHECK(deep.passed_over() == 1);
    CHECK(fields_of({R"({")" + std::string(2000, 'x') + R"(":1})"}).passed_over() == 1);
    CHECK(field(fields_of({"\"" + std::string(2000, 'x') + "\""}), "").example().size() < 70);
}
