// SPDX-License-Identifier: MIT
#include "libcommon/json/json_text.hpp"

#include "tests/unit/catch.hpp"
#include "tests/unit/support/vectors.hpp"

#include <nlohmann/json.hpp>

#include <random>
#include <string>
#include <vector>

using namespace std::string_literals;
using zws::json_error;

namespace {

std::string compact(std::string_view json)
{
    std::string out;
    zws::append_compact(out, json);
    return out;
}

std::string indented(std::string_view json)
{
    std::string out;
    zws::append_indented(out, json);
    return out;
}

} // namespace

TEST_CASE("JSON has no error")
{
    const auto* text = GENERATE("0", "null", "\"\"", "[]", " {\"a\": [1, -2.5e-3, \"\\u00fc\"]}\r\n\t",
                                "123456789012345678901234567890", "{\"a\":1,\"a\":2}");
    REQUIRE(json_error(text) == "");
}

TEST_CASE("what is no JSON has one that tells where")
{
    const auto* text =
        GENERATE("", " ", "{", "[1,]", "{} {}", "NaN", "'a'", "\"\xff\"", "\"\n\"", "01", "{\"a\"}", "\xff");
    REQUIRE_THAT(json_error(text), Catch::Matchers::StartsWith("parse error at line 1, column ") ||
                                       Catch::Matchers::StartsWith("parse error at the end: "));
}

TEST_CASE("an error is where people find it")
{
    CHECK(json_error("[1,\n 2,\n  x]") == "parse error at line 3, column 3: syntax error");
    CHECK(json_error("{\"a\": [1\n\n") == "parse error at the end: incomplete JSON");
    CHECK(json_error("[] x") == "parse error at line 1, column 4: extra data");
}

TEST_CASE("a NUL does not hide what comes after it")
{
    CHECK(json_error(std::string("{}\0garbage", 10)) == "parse error at line 1, column 3: extra data");
    CHECK(json_error(std::string("{}\0", 3)) != "");
}

TEST_CASE("nesting has no limit that could end the program")
{
    const std::string deep = std::string(1000, '[') + std::string(1000, ']');
    REQUIRE(json_error(deep) == "");
    REQUIRE(compact(deep) == deep);
    CHECK(json_error('[' + deep + ']') == "parse error at line 1, column 1001: too deep");
    CHECK(json_error(std::string(5'000'000, '[')) != "");
    REQUIRE(indented(std::string(1000, '[') + std::string(1000, ']')).size() < 300'000);
}

TEST_CASE("compact JSON keeps every token as it was")
{
    REQUIRE(compact(" { \"b\" : 1.50E+02 ,\n\t\"a b\" : [ 12345678901234567890123 , true, -0.0 ] } \n") ==
            "{\"b\":1.50E+02,\"a b\":[12345678901234567890123,true,-0.0]}");
    REQUIRE(compact("\" \\\" \\\\\"") == "\" \\\" \\\\\"");
    REQUIRE(compact("\xef\xbb\xbf{}") == "{}");
    REQUIRE(compact("1 ") == "1");
}

TEST_CASE("NaN and infinities are read as null")
{
    for (const auto& row : zws::test::vectors("vectors/json_not_finite.json")) {
        const auto text = row.at("text").get<std::string>();
        INFO(text);
        std::string out;
        const std::string why = zws::append_json(out, text);
        if (row.at("json").is_null())
            CHECK_FALSE(why.empty());
        else
            CHECK(std::pair(why, out) == std::pair<std::string, std::string>("", row.at("json")));
    }
}

TEST_CASE("plain JSON stays where it is, and errors where they are")
{
    std::string buffer;
    std::string_view text = " [1, \"NaN\"]";
    const auto* const place = text.data();
    REQUIRE(zws::read_json(text, buffer).empty());
    REQUIRE(text.data() == place);
    text = "[NaN,-Infinity,1 2]";
    REQUIRE_THAT(zws::read_json(text, buffer),
                 Catch::Matchers::StartsWith("parse error at line 1, column 18"));
}

TEST_CASE("indented JSON is laid out by its tokens alone")
{
    REQUIRE(
        indented("{\"b\":1.50,\"a\":[],\"c\":[1,{\"d\": \"x, y: {}\"}],\"e\":{}}") ==
        "{\n  \"b\": 1.50,\n  \"a\": [],\n  \"c\": [\n    1,\n    {\n      \"d\": \"x, y: {}\"\n    }\n  ],\n"
        "  \"e\": {}\n}");
    REQUIRE(indented("[[]]") == "[\n  []\n]");
    REQUIRE(indented(" 7 ") == "7");
}

TEST_CASE("it never takes for JSON what another parser does not, nor the other way round")
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
        REQUIRE(json_error(text).empty() == nlohmann::json::accept(text));
    }
}

TEST_CASE("JSON without white space between its tokens stays as it is")
{
    for (const auto* text : {"0", "-1.5e+3", "\"a b\\n\\u00e9\xc3\xbc\"", "[1,[],{\"a\":[{}]},2]"}) {
        std::string out;
        CHECK(zws::append_json(out, text) == "");
        CHECK(out == text);
    }
    std::string out;
    CHECK(zws::append_json(out, "\xef\xbb\xbf{}") == "");
    CHECK(out == "{}");
}

namespace {

struct Outcome {
    std::string topic;
    std::string json;
    std::string error;
};

Outcome read(const std::string& frame, bool alone = true)
{
    Outcome outcome;
    std::string_view topic = "from before";
    outcome.error = zws::append_json_payload(outcome.json, frame, alone, topic);
    outcome.topic = topic;
    return outcome;
}

} // namespace

TEST_CASE("a frame of JSON is taken whole")
{
    CHECK(read("{ \"a\": 1 }").json == "{\"a\":1}");
    CHECK(read("\"a b\"").json == "\"a b\"");
    CHECK(read("1").topic == "");
}

TEST_CASE("one NUL at the end, as strings of C have it, is passed over")
{
    CHECK(read("{\"a\":1}\0"s).json == "{\"a\":1}");
    CHECK(read("7\0"s, false).json == "7");
    CHECK(read("7\0\0"s).error != "");
    CHECK(read("\0"s).error != "");
    CHECK(read("7\0 "s).error != "");
}

TEST_CASE("what comes before the first blank of the only frame is its topic")
{
    const Outcome outcome = read("cpu/0 {\"load\": 0.5}\0"s);
    CHECK(outcome.error == "");
    CHECK(outcome.topic == "cpu/0");
    CHECK(outcome.json == "{\"load\":0.5}");
    CHECK(read("temperature 21").json == "21");
    CHECK(read("cpu {}", false).error.starts_with("parse error at line 1, column 1"));
}

TEST_CASE("broken JSON is not taken for a topic and a number")
{
    for (const auto* text :
         {"{\"x\": 1", "[1, 2", "\"a 2", "cpu {\"x\": 1", " 1 2", "no json", "a \xff", "\xff 1"}) {
        const Outcome outcome = read(text);
        CAPTURE(text);
        CHECK(outcome.error != "");
        CHECK(outcome.json == "");
        CHECK(outcome.topic == "");
    }
}
