// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/channels.hpp"

#include "tests/unit/catch.hpp"
#include "tools/zws2browser/delivery/frame_log.hpp"

#include <string>
#include <vector>

using namespace zws::browser;

namespace {

/// What a new follower on a view would see.
std::size_t frames_seen(Channels& channels, const StreamView& view)
{
    const auto start = channels.open(view);
    const FrameLog log(start.oldest);
    channels.close(view, start.marks);
    std::size_t frames = 0;
    for (auto segment = start.oldest; segment; segment = segment->next())
        frames += segment->published().frames;
    return frames;
}

} // namespace

TEST_CASE("a channel that opens later has what there was before, of its topics")
{
    ServerBudget plenty(1U << 30U);
    Channels channels(1U << 20U, true, plenty, true);
    channels.append({0, "a", "1"});
    channels.append({0, "b", "2"});
    const std::string single = "a in one frame";
    channels.append({0, single, single});
    channels.publish(Channel::Clock::now());
    CHECK(frames_seen(channels, StreamView{}) == 3);
    CHECK(frames_seen(channels, StreamView{{"a"}}) == 2);
    CHECK(frames_seen(channels, StreamView{{"b"}}) == 1);
    CHECK(frames_seen(channels, StreamView{{"c"}}) == 0);
    CHECK(channels.count() == 0);
}

TEST_CASE("without history a channel starts empty, and goes with its last follower")
{
    ServerBudget plenty(1U << 30U);
    Channels channels(1U << 20U, false, plenty, true);
    channels.append({0, "a", "1"});
    CHECK(frames_seen(channels, StreamView{}) == 0);
    const auto first = channels.open(StreamView{});
    const auto second = channels.open(StreamView{});
    channels.append({0, "a", "2"});
    channels.publish(Channel::Clock::now());
    CHECK(channels.count() == 1);
    channels.close(StreamView{}, first.marks);
    CHECK(frames_seen(channels, StreamView{}) == 1);
    channels.close(StreamView{}, second.marks);
    CHECK(channels.count() == 0);
    CHECK(frames_seen(channels, StreamView{}) == 0);
}

TEST_CASE("there are only so many channels")
{
    ServerBudget plenty(1U << 30U);
    Channels channels(1U << 16U, true, plenty, true);
    std::vector<ChannelStart> open;
    for (std::size_t i = 0; i < Channels::most; ++i)
        open.push_back(channels.open(StreamView{{std::to_string(i)}}));
    CHECK(open.back().oldest);
    CHECK_FALSE(channels.open(StreamView{{"one more"}}).oldest);
    CHECK(channels.open(StreamView{{"0"}}).oldest);
    channels.close(StreamView{{"1"}}, open[1].marks);
    CHECK(channels.open(StreamView{{"one more"}}).oldest);
}

TEST_CASE(
    "logs keep no more than the budget leaves: the largest gives way first, and the one that is needed last")
{
    constexpr std::size_t limit = std::size_t{8} << 20U;
    ServerBudget budget(limit);
    ServerBudget::Share others(budget);
    Channels channels(std::size_t{4} << 20U, false, budget, true);
    const auto behind = channels.open(StreamView{{"behind"}});
    const auto idle = channels.open(StreamView{{"idle"}});
    const auto fill = [&channels](const char* topic, std::size_t bytes) {
        for (std::size_t sent = 0; sent < bytes; sent += 1000)
            channels.append({0, topic, std::string(1000, 'x')});
        channels.publish(Channel::Clock::now());
    };
    const auto first_kept = [](const ChannelStart& start) { return start.marks->oldest.load(); };
    fill("behind", std::size_t{3} << 20U);
    fill("idle", std::size_t{2} << 20U);
    idle.marks->low_water = std::uint64_t{1} << 40U; // its client was sent everything
    CHECK(channels.given_up() == 0);
    CHECK_FALSE(channels.over_budget());

    REQUIRE(others.resize(std::size_t{4} << 20U));
    CHECK(channels.over_budget());
    channels.publish(Channel::Clock::now());
    CHECK(channels.bytes() <= std::size_t{4} << 20U);
    CHECK(channels.given_up() > 0);
    CHECK(first_kept(idle) > 0);
    CHECK(first_kept(behind) == 0);

    fill("behind", std::size_t{3} << 20U);
    CHECK(channels.bytes() <= std::size_t{4} << 20U);
    CHECK(first_kept(behind) > 0); // nobody else has more to give
}

TEST_CASE("a log that clients are waited for is not shortened for the budget: they are waited for")
{
    ServerBudget budget(std::size_t{2} << 20U);
    Channels channels(std::size_t{4} << 20U, false, budget, false);
    auto behind = channels.open(StreamView{});
    for (int i = 0; i < 3000; ++i)
        channels.append({0, "", std::string(1000, 'x')});
    channels.publish(Channel::Clock::now());
    CHECK(channels.over_budget());
    CHECK(behind.marks->oldest == 0);
    channels.append({0, "", std::string(100'000, 'x')});
    CHECK(channels.skipped() == 0);
    behind.marks->low_water = std::uint64_t{1} << 40U;
    channels.publish(Channel::Clock::now());
    CHECK(behind.marks->oldest > 0);
    CHECK(channels.over_budget()); // as long as somebody has them
    behind.oldest.reset();
    CHECK_FALSE(channels.over_budget());
}

TEST_CASE("a view that there is no memory for does not open, and a message that is too large is left out")
{
    ServerBudget budget(std::size_t{1} << 20U);
    Channels channels(std::size_t{4} << 20U, false, budget, true);
    std::vector<ChannelStart> open;
    do
        open.push_back(channels.open(StreamView{{std::to_string(open.size())}}));
    while (open.back().oldest);
    CHECK(open.size() > 2);
    CHECK(channels.bytes() <= budget.limit());
    CHECK(channels.count() == open.size() - 1);

    channels.append({0, "0", std::string(std::size_t{1} << 20U, 'x')});
    CHECK(channels.skipped() == 1);
    CHECK(channels.bytes() <= budget.limit());
}
