// SPDX-License-Identifier: MIT
#include "tools/zrec/condition.hpp"

#include "tests/unit/catch.hpp"

#include <stdexcept>

using zws::rec::Condition;

TEST_CASE("numbers are compared by each operator")
{
    const auto holds = [](const char* condition, const char* json) {
        return Condition(condition).holds(json);
    };
    CHECK(holds("/x > 3.5", R"({"x":4})") == true);
    CHECK(holds("/x > 4", R"({"x":4})") == false);
    CHECK(holds("/x >= 4", R"({"x":4.0})") == true);
    CHECK(holds("/x < -1e3", R"({"x":-1001})") == true);
    CHECK(holds("/x<=0", R"({"x":0.1})") == false);
    CHECK(holds("/x == 1", R"({"x":1})") == true);
    CHECK(holds("/x != 1", R"({"x":1})") == false);
    CHECK(holds("/a/1/b == 7", R"({"a":[0,{"b":7}]})") == true);
    CHECK(holds("/a b == 7", R"({"a b":7})") == true);
}

TEST_CASE("true and false are numbers, and so are texts that are one")
{
    CHECK(Condition("/x == true").holds(R"({"x":true})") == true);
    CHECK(Condition("/x == true").holds(R"({"x":1})") == true);
    CHECK(Condition("/x > 0").holds(R"({"x":false})") == false);
    CHECK(Condition("/x > 3").holds(R"({"x":"3.5"})") == true);
}

TEST_CASE("texts are compared with texts")
{
    CHECK(Condition(R"(/s == "b\"ad")").holds(R"({"s":"b\"ad"})") == true);
    CHECK(Condition(R"(/s != "bad")").holds(R"({"s":"good"})") == true);
    CHECK(Condition(R"(/s == "a > b")").holds(R"({"s":"a > b"})") == true);
    CHECK(Condition(R"(/s < "b")").holds(R"({"s":"a"})") == true);
}

TEST_CASE("where there is nothing to compare no condition holds")
{
    CHECK_FALSE(Condition("/x != 1").holds(R"({"y":1})"));
    CHECK_FALSE(Condition("/x != 1").holds(R"({"x":null})"));
    CHECK_FALSE(Condition("/x != 1").holds(R"({"x":"text"})"));
    CHECK_FALSE(Condition("/x != 1").holds(R"({"x":[1]})"));
    CHECK_FALSE(Condition("/x != 1").holds("5"));
    CHECK_FALSE(Condition(R"(/x != "a")").holds(R"({"x":1})"));
}

TEST_CASE("what is wrong with a condition is told with its place")
{
    const auto wrong = [](const char* text) {
        try {
            const Condition condition(text);
        } catch (const std::invalid_argument& e) {
            return std::string(e.what());
        }
        return std::string();
    };
    CHECK(wrong("").starts_with("at character 1, the end: a JSON pointer"));
    CHECK(wrong("/a~2 > 1").starts_with("at character 1, '/a~2 '"));
    CHECK(wrong("/a") == "at character 3, the end: one of > >= < <= == != is missing");
    CHECK(wrong("/a => 1").starts_with("at character 4, '=> 1'"));
    CHECK(wrong("/a > 1 2") == "at character 6, '1 2': not a number or a \"text\"");
    CHECK(wrong("/a > \"1").starts_with("at character 6"));
    CHECK(wrong("/a > nan2").starts_with("at character 6"));
}
