// SPDX-License-Identifier: MIT
#include "libcommon/mcap/playback.hpp"

#include "tests/unit/catch.hpp"
#include "tests/unit/libcommon/mcap/made_file.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace zws::mcap {

namespace {

using Times = std::vector<Time>;

bool any_channel(const ChannelRecord&)
{
    return true;
}

std::vector<Recording> recordings_of(const std::vector<MadeFile>& files)
{
    std::vector<Recording> out;
    out.reserve(files.size());
    for (const auto& file : files)
        out.emplace_back(window_of(file.bytes), [](const Loss& loss) { FAIL(loss.what); });
    return out;
}

Times played(std::vector<Recording>& recordings, PlaybackSelection selection,
             std::uint64_t most_held = Playback::default_held)
{
    Times out;
    Playback playback(recordings, std::move(selection), most_held);
    while (const auto played = playback.next()) {
        CHECK(played->message.data == message_at(played->message.log_time).data);
        out.push_back(played->message.log_time);
    }
    return out;
}

Times played(const std::vector<MadeFile>& files, const PlaybackSelection& selection)
{
    auto recordings = recordings_of(files);
    return played(recordings, selection);
}

PlaybackSelection between(Time since, Time until)
{
    return {since, until, any_channel};
}

PlaybackSelection all()
{
    return {0, ~Time{0}, any_channel};
}

/// A thousand messages at 1000, 2000 ... in chunks of ten, of which each byte of data is wrong but for those
/// of one.
MadeFile damaged_but_for(std::size_t chunk)
{
    MadeFile file;
    for (Time time = 0; time < 1000; time += 10) {
        std::vector<MessageRecord> messages;
        for (Time at = time; at < time + 10; ++at)
            messages.push_back(message_at(1000 * (at + 1)));
        const auto before = file.bytes.size();
        file.chunk(messages);
        if (time / 10 != chunk)
            file.bytes[before + 100] ^= 1;
    }
    return file.close();
}

} // namespace

TEST_CASE("chunks that overlap are merged by time")
{
    MadeFile file;
    file.chunk({message_at(30), message_at(10), message_at(50)})
        .chunk({message_at(20), message_at(40)}, "zstd")
        .chunk({message_at(5), message_at(60)})
        .chunk({})
        .close();
    CHECK(played({file}, all()) == Times{5, 10, 20, 30, 40, 50, 60});
}

TEST_CASE("several files are one recording")
{
    MadeFile first;
    first.chunk({message_at(10), message_at(30)}).close();
    MadeFile second;
    second.chunk({message_at(20)}).chunk({message_at(40)}).close();
    MadeFile loose;
    loose.add(channel_a()).add(message_at(25)).add(message_at(15));
    CHECK(played({second, loose, first}, all()) == Times{10, 15, 20, 25, 30, 40});
    auto recordings = recordings_of({second, loose, first});
    CHECK(times(recordings) == std::pair<Time, Time>(10, 40));
    auto nothing = recordings_of({MadeFile()});
    CHECK_FALSE(times(nothing));
}

TEST_CASE("messages of the same time keep the order of files and of what is in them")
{
    MadeFile first;
    first.chunk({message_at(10, 2), message_at(10, 1)}).chunk({message_at(10, 2)}).close();
    MadeFile second;
    second.chunk({message_at(10, 1)}).chunk({message_at(9), message_at(10, 1)}).close();
    auto recordings = recordings_of({first, second});
    Playback playback(recordings, all());
    std::vector<std::pair<const Recording*, ChannelId>> order;
    while (const auto played = playback.next())
        order.emplace_back(played->recording, played->message.channel);
    const auto* a = &recordings[0];
    const auto* b = &recordings[1];
    CHECK(order == std::vector<std::pair<const Recording*, ChannelId>>{
                       {b, 1}, {a, 2}, {a, 1}, {a, 2}, {b, 1}, {b, 1}});
}

TEST_CASE("what is wanted is from a time on, and before another")
{
    MadeFile file;
    file.chunk({message_at(10), message_at(11)}).chunk({message_at(20), message_at(21)}).close();
    CHECK(played({file}, between(11, 21)) == Times{11, 20});
    CHECK(played({file}, between(12, 20)).empty());
    CHECK(played({file}, between(21, 22)) == Times{21});
    CHECK(played({file}, between(22, ~Time{0})).empty());
}

TEST_CASE("what is wanted is of some channels")
{
    MadeFile file;
    file.chunk({message_at(10), message_at(11, 2)}).chunk({message_at(20, 2)}).close();
    const auto topic_a = [](const ChannelRecord& channel) { return channel.topic == "a"; };
    CHECK(played({file}, {0, ~Time{0}, topic_a}) == Times{10});
}

TEST_CASE("no chunk is read but those that are needed")
{
    for (const std::size_t chunk : {0U, 57U, 99U}) {
        auto recordings = recordings_of({damaged_but_for(chunk)}); // fails where another is read
        const Time begin = 1000 * (10 * chunk + 1);
        CHECK(played(recordings, between(begin + 5000, begin + 7000)) == Times{begin + 5000, begin + 6000});
    }
}

TEST_CASE("a chunk is not read for a channel that it does not have")
{
    MadeFile file;
    file.chunk({message_at(10, 2)});
    file.bytes[file.bytes.size() - 90] ^= 1; // in the chunk
    file.chunk({message_at(20)}).close();
    const auto topic_a = [](const ChannelRecord& channel) { return channel.topic == "a"; };
    CHECK(played({file}, {0, ~Time{0}, topic_a}) == Times{20});
}

TEST_CASE("where more overlaps than memory holds, all messages come, some of them late")
{
    MadeFile file;
    for (Time time = 1; time <= 10; ++time)
        file.chunk({message_at(time), message_at(100 - time), message_at(100 + time)});
    file.close();
    auto recordings = recordings_of({file});
    auto times = played(recordings, all(), 1000);
    CHECK_FALSE(std::is_sorted(times.begin(), times.end()));
    std::sort(times.begin(), times.end());
    CHECK(times == played(recordings, all()));
    CHECK(times.size() == 30);
}

} // namespace zws::mcap
