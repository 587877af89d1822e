// SPDX-License-Identifier: MIT
#include "libcommon/json/json_form.hpp"

#include "tests/unit/catch.hpp"

#include <nlohmann/json.hpp>
#include <random>
#include <string>

using zws::json_form;
using zws::JsonForm;

TEST_CASE("JSON with and without white space")
{
    for (const auto* text : {"0", "-1.5e+3", "\"\"", "\"a b\\n\\u00e9\xc3\xbc\"", "true", "false", "null",
                             "[]", "{}", "[1,[],{\"a\":[{}]},2]", "{\"a\":1,\"b\":{\"c\":null}}"}) {
        INFO(text);
        CHECK(json_form(text) == JsonForm::compact);
    }
    for (const auto* text : {" 0", "0\n", "[ ]", "{ }", "[1 ,2]", "[1, 2]", "{\"a\" :1}", "{\"a\": 1}",
                             "{ \"a\":1}", "{\"a\":1 }", "{\"a\":1, \"b\":2}", "\t[\r\n1]"}) {
        INFO(text);
        CHECK(json_form(text) == JsonForm::spaced);
    }
}

TEST_CASE("what is not, or not clearly, JSON")
{
    for (const auto* text :
         {"",          " ",           "01",       "-",          "1.",          ".5",
          "1e",        "+1",          "tru",      "nul",        "True",        "\"",
          "\"\\x\"",   "\"\\u12g4\"", "\"\\u123", "\"\n\"",     "\"\xff\"",    "[",
          "]",         "[1",          "[1,]",     "[,1]",       "[1 2]",       "{",
          "{\"a\"",    "{\"a\":",     "{\"a\":}", "{\"a\":1,}", "{a:1}",       "{1:2}",
          "{\"a\":1]", "[1}",         "1 2",      "[] x",       "\"\\ud800\"", "\xef\xbb\xbf[]"}) {
        INFO(text);
        CHECK(json_form(text) == JsonForm::unclear);
    }
    CHECK(json_form(std::string("1\0", 2)) == JsonForm::unclear);
    CHECK(json_form(std::string(64, '[') + "1" + std::string(64, ']')) == JsonForm::compact);
    CHECK(json_form(std::string(66, '[') + "1" + std::string(66, ']')) == JsonForm::unclear);
}

TEST_CASE("it never takes for JSON what a whole parser does not, nor the other way round")
{
    std::mt19937 random(GENERATE(range(1U, 30U)));
    static const std::vector<std::string> pieces{
        "{",    "}",    "[", "]",  ",", ":",  "\"a\"",   "\"\\u00e9\"", "1",       "-0.5",
        "true", "null", " ", "\"", "0", "\\", "{\"a\":", "[1,",         "\xc3\xbc"};
    for (int i = 0; i < 3000; ++i) {
        std::string text;
        for (auto left = 1 + random() % 8; left > 0; --left)
            text += pieces[random() % pieces.size()];
        INFO(text);
        REQUIRE((json_form(text) != JsonForm::unclear) == nlohmann::json::accept(text));
    }
}
