// SPDX-License-Identifier: MIT
#include "tools/zws2browser/channels.hpp"

#include "tests/unit/catch.hpp"
#include "tools/zws2browser/frame_log.hpp"

#include <string>
#include <vector>

using namespace zws::browser;

namespace {

/// What a new feed on a view would see.
std::size_t frames_seen(Channels& channels, const View& view)
{
    const auto start = channels.open(view);
    const FrameLog log(start.oldest, std::size_t{1} << 20U);
    channels.close(view, start.low_water);
    std::size_t frames = 0;
    for (auto segment = start.oldest; segment; segment = segment->next())
        frames += segment->published().frames;
    return frames;
}

} // namespace

TEST_CASE("a channel that opens later has what there was before, of its topics")
{
    Channels channels(1U << 20U, true);
    channels.append({0, "a", "1"});
    channels.append({0, "b", "2"});
    const std::string single = "a in one frame";
    channels.append({0, single, single});
    channels.publish(Channel::Clock::now());
    CHECK(frames_seen(channels, View{}) == 3);
    CHECK(frames_seen(channels, View{{"a"}}) == 2);
    CHECK(frames_seen(channels, View{{"b"}}) == 1);
    CHECK(frames_seen(channels, View{{"c"}}) == 0);
    CHECK(channels.count() == 0);
}

TEST_CASE("without history a channel starts empty, and goes with its last feed")
{
    Channels channels(1U << 20U, false);
    channels.append({0, "a", "1"});
    CHECK(frames_seen(channels, View{}) == 0);
    const auto first = channels.open(View{});
    const auto second = channels.open(View{});
    channels.append({0, "a", "2"});
    channels.publish(Channel::Clock::now());
    CHECK(channels.count() == 1);
    channels.close(View{}, first.low_water);
    CHECK(frames_seen(channels, View{}) == 1);
    channels.close(View{}, second.low_water);
    CHECK(channels.count() == 0);
    CHECK(frames_seen(channels, View{}) == 0);
}

TEST_CASE("there are only so many channels")
{
    Channels channels(1U << 16U, true);
    std::vector<ChannelStart> open;
    for (std::size_t i = 0; i < Channels::most; ++i)
        open.push_back(channels.open(View{{std::to_string(i)}}));
    CHECK(open.back().oldest);
    CHECK_FALSE(channels.open(View{{"one more"}}).oldest);
    CHECK(channels.open(View{{"0"}}).oldest);
    channels.close(View{{"1"}}, open[1].low_water);
    CHECK(channels.open(View{{"one more"}}).oldest);
}
