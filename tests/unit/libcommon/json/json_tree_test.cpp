// SPDX-License-Identifier: MIT
#include "libcommon/json/json_tree.hpp"

#include "tests/unit/catch.hpp"

#include <cmath>
#include <string>

using zws::JsonNode;
using zws::JsonTree;

namespace {

std::string names(const JsonNode& object)
{
    std::string out;
    for (const JsonNode& member : object)
        out += std::string(member.name) + ' ';
    return out;
}

std::string many(const std::string& element, int count)
{
    std::string out = "[";
    for (int i = 0; i < count; ++i)
        out += (i == 0 ? "" : ",") + element;
    return out + ']';
}

} // namespace

TEST_CASE("members with an index come first, and of two with a name the last one counts")
{
    JsonTree tree;
    const auto* const object =
        tree.read(R"({"b":1,"10":2,"2":3,"01":4,"b":5,"4294967295":6,"4294967294":7})");
    REQUIRE(object != nullptr);
    CHECK(names(*object) == "2 10 4294967294 b 01 4294967295 ");
    CHECK(object->size == 6);
    CHECK(object->find("b")->number == 5);
    CHECK(object->find("c") == nullptr);
}

TEST_CASE("members keep their order where there are many, and those that come twice are found")
{
    std::string text = "{";
    for (int i = 0; i < 500; ++i)
        text += "\"n" + std::to_string(i % 400) + "\":" + std::to_string(i) + ',';
    text.back() = '}';
    JsonTree tree;
    const auto* const object = tree.read(text);
    REQUIRE(object != nullptr);
    REQUIRE(object->size == 400);
    CHECK(object->first->name == "n0");
    CHECK(object->first->number == 400);
    CHECK(object->find("n399")->number == 399);
}

TEST_CASE("numbers are the nearest doubles")
{
    JsonTree tree;
    const auto number = [&tree](const char* text) { return tree.read(text)->number; };
    CHECK(number("2.7312345678901234") == 2.7312345678901234);
    CHECK(number("123456789012345678901234567890") == 123456789012345678901234567890.0);
    CHECK(number("9007199254740993") == 9007199254740992);
    CHECK(std::signbit(number("-0")));
    CHECK(std::isinf(number("-1e999")));
    CHECK(number("1e-400") == 0);
}

TEST_CASE("words that are not finite, escapes and halves of characters are read")
{
    JsonTree tree;
    const auto* const value = tree.read(R"({"a\u0041":NaN,"\ud83d":"\ude00x","\ud83d\ude00":-Infinity})");
    REQUIRE(value != nullptr);
    CHECK(names(*value) == "aA \xef\xbf\xbd \xf0\x9f\x98\x80 ");
    CHECK(value->first->is(JsonNode::Kind::null));
    CHECK(value->find("\xef\xbf\xbd")->text == "\xef\xbf\xbdx");
}

TEST_CASE("what is not JSON has no values")
{
    JsonTree tree;
    for (const auto* text :
         {"", " ", "{", "[1,]", "1 2", "info", "[nano]", "{\"\\ud83d\":}", "\xef\xbb\xbf[]"})
        CHECK(tree.read(text) == nullptr);
    CHECK(tree.read("[1]") != nullptr);
}

TEST_CASE("depth and number of values have bounds")
{
    JsonTree tree;
    CHECK(tree.read(std::string(1000, '[') + std::string(1000, ']')) != nullptr);
    CHECK(tree.read(std::string(1001, '[') + std::string(1001, ']')) == nullptr);
    CHECK(tree.read(many("1", 999'999)) != nullptr);
    CHECK(tree.read(many("1", 1'000'000)) == nullptr);
}
