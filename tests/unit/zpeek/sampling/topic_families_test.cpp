// SPDX-License-Identifier: MIT
#include "tools/zpeek/sampling/topic_families.hpp"

#include "tests/unit/catch.hpp"
#include "tests/unit/zpeek/sampled.hpp"

#include <string>
#include <vector>

using namespace std::chrono_literals;
using zws::peek::pattern_of;
using zws::peek::Samples;
using zws::peek::TopicFamilies;
using zws::test::sample;

namespace {

/// The names of the topics and families of `count` messages.
std::vector<std::string> families_of(int count, const std::function<std::string(int i)>& topic)
{
    Samples samples;
    sample(samples, count, [&](int i, double) { return std::vector<std::string>{topic(i), "{}"}; });
    const TopicFamilies families(samples.all());
    std::vector<std::string> names;
    for (const auto* const found : families.all())
        names.push_back(found->name);
    return names;
}

std::string letters(int i)
{
    return {static_cast<char>('a' + i % 26), static_cast<char>('a' + i / 26)};
}

} // namespace

TEST_CASE("the pattern of a topic has stars for what changes")
{
    CHECK(pattern_of("job/17") == "job/*");
    CHECK(pattern_of("robot3/pose") == "robot*/pose");
    CHECK(pattern_of("user.a3f9.login") == "user.*.login");
    CHECK(pattern_of("dev/d241a10a-93ea-4369-bf70-0eec6129fe7d/temp") == "dev/*/temp");
    CHECK(pattern_of("2026-11-30") == "*-*-*");
    CHECK(pattern_of("a/b") == "a/b");
    CHECK(pattern_of(std::string("\0\0\1", 3)) == "*");
}

TEST_CASE("topics that differ in each message are put together")
{
    using Names = std::vector<std::string>;
    CHECK(families_of(17, [](int i) { return "job/" + std::to_string(i); }) == Names{"job/*"});
    CHECK(families_of(16, [](int i) { return "job/" + std::to_string(i); }).size() == 16);
    CHECK(families_of(60, [](int i) { return "job/" + std::to_string(i % 20); }).size() == 20);
    CHECK(families_of(40, [](int i) { return "user." + letters(i) + ".login"; }) == Names{"user.*.login"});
    CHECK(families_of(20, [](int i) { return std::string(3, '\1') + static_cast<char>(i); }) == Names{""});
    CHECK(families_of(60, [](int i) { return i % 3 == 2 ? "load" : letters(i % 3) + '/' + letters(i); }) ==
          Names{"aa/*", "ba/*", "load"});
}

TEST_CASE("a family has all that came of its topics, and what to subscribe to")
{
    Samples samples;
    sample(samples, 20,
           [](int i, double) { return std::vector<std::string>{"job/" + std::to_string(i) + " {\"a\":1}"}; });
    const TopicFamilies families(samples.all());
    REQUIRE(families.all().size() == 1);
    const auto& family = *families.all().front();
    CHECK(family.topics == 20);
    CHECK(family.subscription() == "job/");
    CHECK(family.flow.messages() == 20);
    CHECK(family.flow.bytes() == samples.flow().bytes());
    CHECK(family.flow.intervals().quantile(0.5) < 105ms);
    CHECK(family.kept[7].number == 7);
    CHECK(family.kept[7].topic_size == 5);
    CHECK(family.kept[12].topic_size == 6);
}
