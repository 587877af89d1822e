// SPDX-License-Identifier: MIT
#include "libcommon/json/json_scan.hpp"

#include "libcommon/json/json_text.hpp"
#include "tests/unit/catch.hpp"

#include <random>
#include <string>

using zws::is_json;
using zws::json_error;

TEST_CASE("the scan takes JSON and nothing else")
{
    for (const std::string text :
         {"{}", "[]", "0", "-0.5e+3", "1E5", "\"\"", "true", " [ 1 , {\"a\" : null} ] \n",
          R"("\"\\\/\b\f\n\r\t")", R"("\u00e4\ud83d\ude00")", "\"\xc3\xa4\"", "\xef\xbb\xbf{}",
          R"({"a":{"b":[1,2,3]},"c":false})"})
        CHECK(is_json(text));
    for (const std::string text :
         {"",           " ",        "{",     "[1,]", "[,1]",   "{,}",     "{\"a\"}",  "{\"a\":}",
          "{\"a\":1,}", "{a:1}",    "01",    "-",    "1.",     ".5",      "1e",       "+1",
          "tru",        "nul",      "NaN",   "\"",   "\"\\\"", "\"\\x\"", "\"\n\"",   R"("\ud83d")",
          R"("\u12")",  "\"\xff\"", "[1 2]", "1 2",  "{} {}",  "[}",      "\xef\xbb", "cpu 1"})
        CHECK_FALSE(is_json(text));
}

TEST_CASE("nesting that is deep is taken where the parser takes it")
{
    for (const std::size_t depth : {50U, 100U, 101U, 1000U, 1001U}) {
        const std::string text = std::string(depth, '[') + std::string(depth, ']');
        CHECK(is_json(text) == json_error(text).empty());
    }
}

TEST_CASE("the scan and the parser agree on broken JSON")
{
    for (const std::string text : {"1e10", "1e308", "1e-999999", "1e9999999", "1e99999999999"})
        CHECK(is_json(text) == json_error(text).empty());
    const std::string whole = R"( {"t":12.5e-3,"b":[true,null,{"c":"\n\u00e4"}],"d":-0.0,"":"ä"} )";
    REQUIRE(is_json(whole));
    std::minstd_rand random(1);
    const std::string bytes = "{}[]\",:\\ 019.eE+-tfnu\xff\xc3\n";
    for (int round = 0; round < 20'000; ++round) {
        std::string text = whole;
        for (auto changes = random() % 3 + 1; changes > 0; --changes)
            text[random() % text.size()] = bytes[random() % bytes.size()];
        if (random() % 4 == 0)
            text.erase(random() % text.size(), 1);
        INFO(text);
        REQUIRE(is_json(text) == json_error(text).empty());
    }
}
