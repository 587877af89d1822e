// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/znats/subject.hpp"

#include <stdexcept>

using zws::nats::Subject;
using Use = Subject::Use;
using Kind = Subject::Topic::Kind;

namespace {

void require_there_and_back(const Subject& subject, const std::string& topic)
{
    const auto back = subject.topic_of(subject.for_topic(topic));
    REQUIRE(back.kind == Kind::text);
    REQUIRE(back.text == topic);
}

} // namespace

TEST_CASE("a topic's harmless characters stand for themselves")
{
    const Subject subject("zws.%t", Use::publish);
    REQUIRE(subject.for_topic("cpu.load/1") == "zws.cpu.load/1");
    REQUIRE(subject.for_topic("a b*>%") == "zws.a%20b%2A%3E%25");
    REQUIRE(subject.for_topic("\xff") == "zws.%FF");
}

TEST_CASE("no token of a subject is ever empty")
{
    const Subject subject("%t", Use::publish);
    REQUIRE(subject.for_topic(".a") == "%2Ea");
    REQUIRE(subject.for_topic("a.") == "a%2E");
    REQUIRE(subject.for_topic("a..b") == "a%2E.b");
    REQUIRE(subject.for_topic("") == "%0");
    REQUIRE(subject.for_topic({}) == "%-");
}

TEST_CASE("before other tokens a topic is one token")
{
    const Subject subject("a.%t.b", Use::publish);
    REQUIRE(subject.for_topic("x.y") == "a.x%2Ey.b");
    REQUIRE(subject.pattern() == "a.*.b");
    REQUIRE(subject.topic_of("a.x%2Ey.b").text == "x.y");
    REQUIRE(Subject("a.%t", Use::publish).pattern() == "a.>");
    REQUIRE(Subject("plain.subject", Use::publish).pattern() == "plain.subject");
}

TEST_CASE("what for_topic() makes, topic_of() undoes")
{
    for (const auto* text : {"%t", "a.%t", "%t.a"}) {
        const Subject subject(text, Use::publish);
        for (int byte = 0; byte < 256; ++byte) {
            require_there_and_back(subject, std::string(1, static_cast<char>(byte)));
            require_there_and_back(subject, "a" + std::string(1, static_cast<char>(byte)) + "b");
        }
        for (const auto* topic : {"", "%", "%-", "%0", "%+", "%41", "...", "a.b.c", "%2E"})
            require_there_and_back(subject, topic);
        REQUIRE(subject.topic_of(subject.for_topic({})).kind == Kind::none);
    }
}

TEST_CASE("a topic that is too long travels beside the subject")
{
    const Subject subject("a.%t", Use::publish);
    const std::string topic(1000, 'x');
    REQUIRE_FALSE(subject.carries(topic));
    REQUIRE(subject.for_topic(topic) == "a.%+");
    REQUIRE(subject.topic_of("a.%+").kind == Kind::beside);
    REQUIRE_FALSE(Subject("a", Use::publish).carries("x"));
}

TEST_CASE("subjects from elsewhere are taken as they are")
{
    const Subject subject("a.%t", Use::subscribe);
    REQUIRE(subject.topic_of("a.100%").text == "100%");
    REQUIRE(subject.topic_of("a.%zz.%4").text == "%zz.%4");
    REQUIRE(subject.topic_of("a").kind == Kind::none);
    REQUIRE(Subject("*.%t", Use::subscribe).topic_of("any.thing").text == "thing");
    REQUIRE(Subject("a.>", Use::subscribe).topic_of("a.b").kind == Kind::none);
}

TEST_CASE("what is not a subject is refused")
{
    for (const auto* text : {"", ".", "a.", ".a", "a..b", "a b", "a\n", "a%t", "%", "%t.%t", "a%41"}) {
        REQUIRE_THROWS_AS(Subject(text, Use::publish), std::invalid_argument);
        REQUIRE_THROWS_AS(Subject(text, Use::subscribe), std::invalid_argument);
    }
    for (const auto* text : {"*", ">", "a.*.b", "a.>"}) {
        REQUIRE_THROWS_AS(Subject(text, Use::publish), std::invalid_argument);
        REQUIRE_NOTHROW(Subject(text, Use::subscribe));
    }
    for (const auto* text : {"a.>.b", "a*", "a>", "%t.>"})
        REQUIRE_THROWS_AS(Subject(text, Use::subscribe), std::invalid_argument);
}

TEST_CASE("a subject with wildcards covers those that match it, and narrower ones")
{
    using zws::nats::covers;
    for (const auto& [whole, part] : std::vector<std::pair<const char*, const char*>>{{"a", "a"},
                                                                                      {">", "a"},
                                                                                      {">", ">"},
                                                                                      {"a.>", "a.b.c"},
                                                                                      {"a.>", "a.*"},
                                                                                      {"a.*.c", "a.b.c"},
                                                                                      {"*", "*"}}) {
        INFO(whole << ' ' << part);
        CHECK(covers(whole, part));
    }
    for (const auto& [whole, part] : std::vector<std::pair<const char*, const char*>>{{"a", "b"},
                                                                                      {"a", "a.b"},
                                                                                      {"a.b", "a"},
                                                                                      {"a.>", "a"},
                                                                                      {"a.*", "a.>"},
                                                                                      {"a", "*"},
                                                                                      {"*", ">"},
                                                                                      {"a.*", "a"}}) {
        INFO(whole << ' ' << part);
        CHECK_FALSE(covers(whole, part));
    }
}
