// SPDX-License-Identifier: MIT
#include "libcommon/json/json_payload.hpp"

#include "tests/unit/catch.hpp"

using namespace std::string_literals;

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
