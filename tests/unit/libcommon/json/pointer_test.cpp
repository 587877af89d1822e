// SPDX-License-Identifier: MIT
#include "libcommon/json/pointer.hpp"

#include "tests/unit/catch.hpp"

#include <nlohmann/json.hpp>

using zws::Pointer;
using zws::string_of;

namespace {

std::string found(const char* pointer, std::string_view json)
{
    const auto value = Pointer(pointer).find(json);
    return value ? std::string(*value) : "nothing";
}

} // namespace

TEST_CASE("values are found as they stand there")
{
    const auto* const json = R"({"a":[1.50,{"b":"x,]}\"","":[]}],"c":{},"d":null,"e":-1e9})";
    CHECK(found("", json) == json);
    CHECK(found("/a", json) == R"([1.50,{"b":"x,]}\"","":[]}])");
    CHECK(found("/a/0", json) == "1.50");
    CHECK(found("/a/1/b", json) == R"("x,]}\"")");
    CHECK(found("/a/1/", json) == "[]");
    CHECK(found("/c", json) == "{}");
    CHECK(found("/d", json) == "null");
    CHECK(found("/e", json) == "-1e9");
    CHECK(found("/1", "[1,[2,3],4]") == "[2,3]");
    CHECK(found("/2", "[1,[2,3],4]") == "4");
}

TEST_CASE("what is not there is not found")
{
    const auto* const json = R"({"a":[1,2],"s":"ab"})";
    for (const auto* pointer :
         {"/b", "/a/2", "/a/-", "/a/01", "/a/x", "/a/0/0", "/s/0", "/a/", "/a/99999999999"})
        CHECK(found(pointer, json) == "nothing");
    CHECK(found("/0", "[]") == "nothing");
    CHECK(found("/a", "{}") == "nothing");
    CHECK(found("/a", "7") == "nothing");
    CHECK(found("", "7") == "7");
}

TEST_CASE("names with slashes, tildes and escapes; the last of two counts")
{
    CHECK(found("/a~1b", R"({"a/b":1})") == "1");
    CHECK(found("/a~0b", R"({"a~b":1})") == "1");
    CHECK(found("/~01", R"({"~1":1})") == "1");
    CHECK(found("/é\"", R"({"\u00e9\"":1})") == "1");
    CHECK(found("/a", R"({"a":1,"a":2})") == "2");
    CHECK_THROWS_WITH(Pointer("a"), "not a JSON pointer (/name or /name/0)");
    CHECK_THROWS_WITH(Pointer("/a~"), "a '~' in a JSON pointer is ~0, a '/' ~1");
    CHECK_THROWS_AS(Pointer("/~2"), std::invalid_argument);
}

TEST_CASE("strings lose their quotes and escapes")
{
    CHECK(string_of(R"("a\n\u00e9\"")") == "a\né\"");
    CHECK(string_of("\"plain\"") == "plain");
    CHECK(string_of("\"\"") == "");
    CHECK(string_of("1.50") == "1.50");
    CHECK(string_of("[\"a\"]") == "[\"a\"]");
}

TEST_CASE("another implementation finds the same")
{
    const auto json = nlohmann::json::parse(R"({"a":{"b":[[],{},"]",{"c":[0,{"d":"}"}]}]},"":[1]})");
    const std::string text = json.dump();
    const auto flat = json.flatten();
    REQUIRE(flat.size() == 6);
    for (const auto& [pointer, value] : flat.items())
        CHECK(found(pointer.c_str(), text) == json.at(nlohmann::json::json_pointer(pointer)).dump());
}
