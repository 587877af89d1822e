// SPDX-License-Identifier: MIT
#include "libcommon/mcap/placement.hpp"

#include "tests/unit/catch.hpp"

#include <string>

namespace {

using namespace zws::mcap;
using namespace std::string_literals;

using List = std::vector<std::string>;

zws::mcap::ChannelRecord channel_for(const List& frames)
{
    const zws::Message message(frames);
    return channel_of(placement_of(message), 1);
}

/// The frames of a message after they were kept in its channel.
List kept(const List& frames, const Placement& placement)
{
    const zws::Message message(frames);
    std::string data = "before";
    append_data(data, message, placement.frames);
    REQUIRE(data.size() == 6 + data_size(message, placement.frames));
    const auto channel = channel_of(placement, 1);
    const auto found = frames_of(channel, std::string_view(data).substr(6));
    REQUIRE(found);
    return {found->begin(), found->end()};
}

} // namespace

TEST_CASE("a topic with JSON is a channel that others can read")
{
    const auto channel = channel_for({"cpu", R"({"x":1})"});
    CHECK(channel == ChannelRecord{1, 0, "cpu", "json", {{"zws:frames", "2"}}});
}

TEST_CASE("JSON and other payloads of a topic have a channel each")
{
    CHECK(channel_for({"cpu", "x=1"}) ==
          ChannelRecord{1, 0, "cpu", "application/octet-stream", {{"zws:frames", "2"}}});
    CHECK(channel_for({"cpu", ""}).encoding == "application/octet-stream");
    CHECK(channel_for({"cpu", "NaN"}).encoding == "application/octet-stream");
    CHECK(channel_for({"cpu", "\"\xff\""}).encoding == "application/octet-stream");
}

TEST_CASE("messages of one frame have a channel without a topic of theirs")
{
    CHECK(channel_for({"1"}) == ChannelRecord{1, 0, "payload", "json", {{"zws:frames", "1"}}});
    CHECK(channel_for({"cpu 1"}).metadata.at("zws:frames") == "1");
    CHECK(channel_for({"payload", "1"}) != channel_for({"1"}));
}

TEST_CASE("more frames, and topics that are no text of MCAP, are kept with all frames")
{
    const auto channel = channel_for({"cpu", "{}", "stamp"});
    CHECK(channel == ChannelRecord{1, 0, "cpu", "zws-frames", {{"zws:frames", "all"}}});
    CHECK(channel_for({"\xff", "{}"}).topic == "messages");
    CHECK(channel_for({std::string(longest_topic, 'a'), "{}"}).encoding == "json");
    CHECK(channel_for({std::string(longest_topic + 1, 'a'), "{}"}).topic == "messages");
}

TEST_CASE("every message comes back byte for byte")
{
    const auto frames =
        GENERATE(List{"cpu", "{}"}, List{"cpu", "\0\xff"s}, List{"", ""}, List{""}, List{"1"}, List{"\xff"},
                 List{"\xff\0"s, "{}"}, List{"a", "b", "c"}, List{"", "", "", ""},
                 List{std::string(70'000, 'a'), std::string(70'000, 'b')});
    CHECK(kept(frames, placement_of(zws::Message(frames))) == frames);
    CHECK(kept(frames, catch_all()) == frames);
}

TEST_CASE("data that is not what its channel promises is not a message")
{
    const auto channel = channel_of(catch_all(), 1);
    CHECK_FALSE(frames_of(channel, ""));
    CHECK_FALSE(frames_of(channel, "\1\0\0"s));
    CHECK_FALSE(frames_of(channel, "\2\0\0\0a"s));
    CHECK(frames_of(channel, "\1\0\0\0a"s));

    auto later = channel;
    later.metadata["zws:frames"] = "3";
    CHECK_FALSE(frames_of(later, "\1\0\0\0a"s));
}

TEST_CASE("what others wrote is a topic with its data")
{
    const ChannelRecord channel{1, 1, "/odom", "cdr", {}};
    const auto frames = frames_of(channel, "data");
    CHECK(frames == std::vector<std::string_view>{"/odom", "data"});
}
