// SPDX-License-Identifier: MIT
#include "tools/zpeek/sampling/topic_name.hpp"

#include "tests/unit/catch.hpp"

using namespace std::string_literals;
using zws::Message;
using zws::peek::topic_in;
using zws::peek::topic_of;

TEST_CASE("the first of several frames is the topic, unless it is a header")
{
    CHECK(topic_of(Message({"cpu", "{}"})) == "cpu");
    CHECK(topic_of(Message({"\x01\x02", "{}"})) == "\x01\x02");
    CHECK(topic_of(Message({R"({"dtype":"f8"})", "12345678"})).empty());
    CHECK(topic_of(Message({"[1]", "2"})).empty());
    CHECK(topic_of(Message({std::string(1025, 'x'), "2"})).empty());
    CHECK(topic_of(Message({R"({"x":1})"})).empty());
}

TEST_CASE("the topic in front of what a single frame has")
{
    CHECK(topic_in(R"(cpu {"load":1})") == "cpu");
    CHECK(topic_in("cpu [1,2]") == "cpu");
    CHECK(topic_in(R"(json-minimal-txpool_add:[{"id":"x"}])") == "json-minimal-txpool_add");
    CHECK(topic_in("temp 21.5") == "temp");
    CHECK(topic_in("servers.web1.load 1.5 1763870400") == "servers.web1.load");
    CHECK(topic_in(" event \x80\x04.") == " event");
    CHECK(topic_in("primary event \x80\x04.") == "primary event");
    CHECK(topic_in("event \x80\x04.") == "event");
}

TEST_CASE("a time in front of JSON is not a topic, but other numbers are")
{
    CHECK(topic_in(R"(2026-11-30T00:53:20.5Z {"a":1})").empty());
    CHECK(topic_in(R"(12:34:56 {"a":1})").empty());
    CHECK(topic_in(R"(1796000000.25 {"a":1})").empty());
    CHECK(topic_in(R"(1796000000250 {"a":1})").empty());
    CHECK(topic_in(R"(10001 {"a":1})") == "10001");
}

TEST_CASE("what looks a little like a topic is none")
{
    for (const auto& frame :
         {""s, " "s, "word"s, "21.5 22.5"s, "door open"s, "GET / HTTP/1.1"s, "weather,city=Oslo temp=21.5"s,
          "load=1 up=2"s, R"({"a": [1]})"s, R"("text {1}")"s, "a b c {1}"s, ": {1}"s, "\x01 {1}"s})
        CHECK(topic_in(frame).empty());
}
