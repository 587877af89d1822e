// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history.hpp"

#include "tests/unit/catch.hpp"

#include <string>
#include <utility>
#include <vector>

using namespace zws::browser;

namespace {

using Messages = std::vector<std::pair<std::string, std::string>>;

Messages replayed(const History& history)
{
    Messages messages;
    history.replay([&](std::string_view first_frame, std::string_view payload) {
        messages.emplace_back(first_frame, payload);
    });
    return messages;
}

} // namespace

TEST_CASE("the history gives back topics and payloads in their order")
{
    History history(10, 10'000);
    const std::string single = "payload";
    history.append("topic", "one");
    history.append(single, single);
    history.append("", "");
    CHECK(replayed(history) == Messages{{"topic", "one"}, {"payload", "payload"}, {"", ""}});
}

TEST_CASE("the history keeps at least the last messages, and not many more")
{
    History history(100, 1U << 20U);
    for (int i = 0; i < 1000; ++i)
        history.append("t", std::to_string(i));
    const auto messages = replayed(history);
    CHECK(messages.size() >= 100);
    CHECK(messages.size() <= 110);
    CHECK(messages.back().second == "999");
    for (std::size_t i = 1; i < messages.size(); ++i)
        CHECK(std::stoi(messages[i].second) == std::stoi(messages[i - 1].second) + 1);
}

TEST_CASE("the history is bounded in bytes")
{
    History history(1000, 100'000);
    for (int i = 0; i < 1000; ++i)
        history.append("t", std::string(1000, 'x'));
    CHECK(replayed(history).size() < 100);
    CHECK(replayed(history).size() > 50);
}

TEST_CASE("a history of no messages keeps none")
{
    History history(0, 100'000);
    history.append("t", "x");
    CHECK(replayed(history).empty());
}
