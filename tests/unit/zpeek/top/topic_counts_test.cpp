// SPDX-License-Identifier: MIT
#include "tools/zpeek/top/topic_counts.hpp"

#include "tests/unit/catch.hpp"

using namespace std::chrono_literals;
using zws::Message;
using zws::peek::RecentCounts;
using zws::peek::TopicCounts;

namespace {

const auto beginning = TopicCounts::Clock::now();

void take(TopicCounts& topics, const std::vector<std::string>& frames, std::chrono::nanoseconds after = 0s)
{
    Message message(frames);
    topics.count(message, *zws::peek::Payloads({}).of(message), beginning + after);
}

std::string number(std::uint32_t value)
{
    return {static_cast<char>(value >> 24U), static_cast<char>(value >> 16U), static_cast<char>(value >> 8U),
            static_cast<char>(value)};
}

std::optional<std::uint64_t> lost(const std::vector<std::vector<std::string>>& messages)
{
    TopicCounts topics(beginning);
    for (const auto& frames : messages)
        take(topics, frames);
    return topics.rows(beginning).at(0).lost;
}

} // namespace

TEST_CASE("messages are counted by topic")
{
    TopicCounts topics(beginning);
    take(topics, {"a", "first"}, 100ms);
    take(topics, {"b", "other", "stamp"}, 200ms);
    take(topics, {"a", "second!"}, 900ms);
    const auto rows = topics.rows(beginning + 1s);
    REQUIRE(rows.size() == 2);
    REQUIRE(rows[0].topic == "a");
    REQUIRE(rows[0].messages == 2);
    REQUIRE(rows[0].size == 7);
    REQUIRE(rows[0].age == Approx(0.1));
    REQUIRE(rows[0].last == "second!");
    REQUIRE(rows[1].topic == "b");
    REQUIRE(rows[1].size == 11);
    REQUIRE_FALSE(rows[1].lost);
    REQUIRE(topics.rows_of_all(beginning + 4s)[0].rate == Approx(0.5));
    REQUIRE(topics.rows_of_all(beginning + 4s)[0].bandwidth == Approx(3.5));
}

TEST_CASE("a message of one frame has the topic that stands before its payload")
{
    TopicCounts topics(beginning);
    take(topics, {R"(cpu {"load":0.5})"});
    take(topics, {R"(cpu:{"load":0.5})"});
    take(topics, {"cpu 0.5"});
    take(topics, {R"({"load": 0.5})"});
    take(topics, {""});
    const auto rows = topics.rows(beginning);
    REQUIRE(rows.size() == 2);
    REQUIRE(rows[0].topic == "cpu");
    REQUIRE(rows[0].messages == 3);
    REQUIRE(rows[0].last == "0.5");
    REQUIRE(rows[1].topic.empty());
    REQUIRE(rows[1].messages == 2);
}

TEST_CASE("there is a bound for topics, and for what is kept of them")
{
    TopicCounts topics(beginning);
    for (std::size_t i = 0; i < TopicCounts::most + 5; ++i)
        take(topics, {"topic" + std::to_string(i), "x"});
    take(topics, {"topic0", std::string(100'000, 'v')});
    REQUIRE(topics.count() == TopicCounts::most);
    REQUIRE(topics.left_out() == 5);
    REQUIRE(topics.rows(beginning)[0].last.size() == TopicCounts::longest_value);
    REQUIRE(topics.rows(beginning)[0].messages == 2);
}

TEST_CASE("lost messages are counted by numbers in frames beside the payload")
{
    std::vector<std::vector<std::string>> messages;
    for (std::uint32_t i = 5; i < 12; ++i)
        messages.push_back({"t", "payload", number(i)});
    REQUIRE(lost(messages) == 0);
    messages.push_back({"t", "payload", number(20)});
    messages.push_back({"t", "payload", number(21)});
    REQUIRE(lost(messages) == 8);
    for (auto& frames : messages)
        frames = {frames[0], std::string(4, '\0') + frames[2], frames[1]}; // in front of the payload, 64 bits
    REQUIRE(lost(messages) == 8);
    for (auto& frames : messages)
        frames = {frames[0], frames[1]}; // a payload that counts is a value
    REQUIRE_FALSE(lost(messages));
}

TEST_CASE("lost messages are counted by a member of the JSON that is named as numbers are")
{
    std::vector<std::vector<std::string>> messages;
    for (const int i : {0, 1, 2, 3, 4, 7, 8})
        messages.push_back({"t", R"({"v": 3, "seq": )" + std::to_string(i) + "}"});
    REQUIRE(lost(messages) == 2);
    for (auto& frames : messages)
        frames[1].replace(frames[1].find("seq"), 3, "sec"); // which may be anything
    REQUIRE_FALSE(lost(messages));
}

TEST_CASE("numbers that do not go up by one are no numbers of messages")
{
    REQUIRE_FALSE(
        lost({{"t", "p", number(1)}, {"t", "p", number(3)}, {"t", "p", number(5)}, {"t", "p", number(7)}}));
    REQUIRE_FALSE(lost({{"t", "p", number(1)}, {"t", "p", number(2)}, {"t", "p", number(3)}}));
}

TEST_CASE("rates are of the last whole seconds")
{
    RecentCounts counts;
    REQUIRE(counts.rate(5).messages == 0);
    counts.add(10.5, 100);
    REQUIRE(counts.rate(10.5).messages == 10); // of one message nothing can be said yet
    REQUIRE(counts.rate(11).messages == 2);
    for (int i = 0; i < 100; ++i)
        counts.add(11 + i * 0.1, 50);
    REQUIRE(counts.rate(20.9).messages == 10);
    REQUIRE(counts.rate(20.9).bytes == 500);
    REQUIRE(counts.rate(24.5).messages == Approx(4));
    REQUIRE(counts.rate(26).messages == 0);
    REQUIRE(counts.rate(4e6).messages == 0);
}
