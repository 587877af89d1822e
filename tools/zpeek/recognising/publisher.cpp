// SPDX-License-Identifier: MIT
#include "tools/zpeek/recognising/publisher.hpp"

#include "libcommon/codec/decoder.hpp"
#include "libcommon/codec/profile.hpp"

#include <algorithm>
#include <array>

namespace zws::peek {

namespace {

/// Of the publisher's own: a relay may have put the position after them.
std::size_t frame_count(const Layout& layout)
{
    const auto& frames = layout.frames;
    const bool has_position = !frames.empty() && frames.back().number && frames.back().number->is_position();
    return frames.size() - (has_position ? 1 : 0);
}

bool is_of_bitcoin(const TopicSample& topic, const Layout& layout)
{
    constexpr std::array<std::string_view, 5> topics{"hashblock", "hashtx", "rawblock", "rawtx", "sequence"};
    return std::find(topics.begin(), topics.end(), topic.name) != topics.end() && frame_count(layout) == 3 &&
           layout.frames[2].greatest == 4;
}

bool is_of_jupyter(const TopicSample& topic, const Layout&)
{
    const auto& frames = topic.kept.front().frames;
    return std::find(frames.begin(), frames.end(), "<IDS|MSG>") != frames.end();
}

bool is_of_vllm(const TopicSample&, const Layout& layout)
{
    return frame_count(layout) == 3 && layout.frames[1].greatest == 8 &&
           layout.frames[2].encoding.name == "msgpack";
}

/// "primary event \x80..."
bool is_of_bluesky(const TopicSample& topic, const Layout& layout)
{
    constexpr std::array<std::string_view, 12> documents{
        "start",    "stop",       "descriptor",      "event",        "event_page",  "datum",
        "resource", "datum_page", "stream_resource", "stream_datum", "bulk_events", "bulk_datum"};
    const auto last = std::string_view(topic.name).substr(topic.name.rfind(' ') + 1); // npos + 1 is 0
    return layout.topic_in_frame && std::find(documents.begin(), documents.end(), last) != documents.end();
}

bool is_of_ndarray(const TopicSample&, const Layout& layout)
{
    return layout.encoding.name == "ndarray";
}

struct ProfileRow {
    std::string_view profile;
    bool (*fits)(const TopicSample&, const Layout&);
};

constexpr std::array<ProfileRow, 5> rows{{{"bitcoin", is_of_bitcoin},
                                          {"jupyter", is_of_jupyter},
                                          {"vllm-kv", is_of_vllm},
                                          {"bluesky", is_of_bluesky},
                                          {"ndarray", is_of_ndarray}}};

/// Whether the profile decodes each message.
bool decodes(const std::string& profile, const TopicSample& topic)
{
    Decoder decoder({profile, {}});
    std::string out;
    return std::all_of(topic.kept.begin(), topic.kept.end(), [&](const KeptMessage& kept) {
        return decoder.decode(Message(kept.frames), out).empty();
    });
}

} // namespace

std::string publisher_of(const TopicSample& topic, const Layout& layout)
{
    if (topic.kept.empty())
        return "";
    for (const auto& [name, fits] : rows) {
        std::string profile(name);
        if (codec::find_profile(name) != nullptr && fits(topic, layout) && decodes(profile, topic))
            return profile;
    }
    return "";
}

} // namespace zws::peek
