// SPDX-License-Identifier: MIT
#include "tools/zpeek/recognising/layout.hpp"

#include "tools/zpeek/recognising/ndarray.hpp"
#include "tools/zpeek/recognising/protobuf.hpp"
#include "tools/zpeek/recognising/publisher.hpp"
#include "tools/zpeek/recognising/recognise.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace zws::peek {

namespace {

using Messages = std::vector<const KeptMessage*>;

/// Those with as many frames as most have.
Messages usual_messages(const TopicSample& topic)
{
    std::map<std::size_t, Messages> by_count;
    for (const auto& kept : topic.kept)
        by_count[kept.frames.size()].push_back(&kept);
    const auto most = std::max_element(by_count.begin(), by_count.end(), [](const auto& a, const auto& b) {
        return a.second.size() < b.second.size();
    });
    return most == by_count.end() ? Messages() : most->second;
}

/// What follows the topic of a single frame, and the sign after it.
std::string_view behind_topic(const KeptMessage& message)
{
    return std::string_view(message.frames.front()).substr(message.topic_size + 1);
}

Column column(const Messages& messages, std::size_t place)
{
    Column frames;
    frames.reserve(messages.size());
    for (const auto* const message : messages)
        frames.emplace_back(message->frames[place]);
    return frames;
}

Column column_behind_topic(const Messages& messages)
{
    Column frames;
    frames.reserve(messages.size());
    for (const auto* const message : messages)
        frames.push_back(behind_topic(*message));
    return frames;
}

std::vector<Came> came(const Messages& messages)
{
    std::vector<Came> all;
    all.reserve(messages.size());
    for (const auto* const message : messages)
        all.push_back({message->arrival.unix_seconds(), message->connection});
    return all;
}

FrameRole role_of(const Column& frames, const std::vector<Came>& came)
{
    const auto [least, greatest] =
        std::minmax_element(frames.begin(), frames.end(), [](auto a, auto b) { return a.size() < b.size(); });
    FrameRole role{{}, number_of_frames(frames, came), least->size(), greatest->size()};
    role.encoding = role.number ? Encoding{role.number->element, "", Surety::certain} : recognise(frames);
    return role;
}

bool has_data(const FrameRole& role)
{
    return !role.number && role.encoding.name != "empty";
}

/// Has members or elements, and so a meaning beside its bytes.
bool is_structured(const FrameRole& role)
{
    const auto& [name, told_by, surety, decode] = role.encoding;
    const bool has_form =
        is_text(name) ? name != "text" : !decode.empty() || name == "pickle" || name == "npy";
    return has_data(role) && role.encoding.known() && has_form;
}

bool is_binary(const FrameRole& role)
{
    return has_data(role) && role.encoding.name != "text";
}

/// The second frame, unless only another one has what can be read, or it is a text beside bytes.
std::size_t payload_place(const Layout& layout, bool first_is_topic)
{
    const auto& frames = layout.frames;
    if (frames.size() < 2 || is_structured(frames[1]))
        return frames.size() < 2 ? 0 : 1;
    const std::size_t first = first_is_topic ? 1 : 0;
    for (const auto holds : {is_structured, is_binary, has_data}) {
        if (has_data(frames[1]) && holds(frames[1]))
            return 1;
        const auto found =
            std::find_if(frames.begin() + static_cast<std::ptrdiff_t>(first), frames.end(), holds);
        if (found != frames.end())
            return static_cast<std::size_t>(found - frames.begin());
    }
    return 1;
}

/// A frame that names a type tells that another one is of it.
void believe_type_names(Layout& layout, const Messages& messages)
{
    if (layout.encoding.name != "protobuf")
        return;
    for (std::size_t place = 0; place < layout.frames.size(); ++place) {
        const auto frames = column(messages, place);
        if (place == layout.payload || !std::all_of(frames.begin(), frames.end(), is_type_name))
            continue;
        layout.encoding.surety = Surety::likely;
        layout.encoding.told_by += ", and another frame names its type, " + std::string(frames.front());
        return;
    }
}

/// A header, and the array that it is of.
void find_array(Layout& layout, const Messages& messages)
{
    for (std::size_t place = 0; place + 1 < layout.frames.size(); ++place) {
        if (layout.frames[place].encoding.name != "json")
            continue;
        if (auto found = as_ndarray(column(messages, place), column(messages, place + 1))) {
            layout.payload = place + 1;
            layout.encoding = std::move(*found);
            return;
        }
    }
}

} // namespace

Layout layout_of(const TopicSample& topic)
{
    Layout layout;
    const auto messages = usual_messages(topic);
    if (messages.empty()) {
        layout.encoding = {"", "there was no memory left to keep a message", Surety::none};
        return layout;
    }
    const auto arrivals = came(messages);
    const std::size_t count = messages.front()->frames.size();
    layout.others = topic.kept.size() - messages.size();
    layout.topic_in_frame = count == 1 && messages.front()->topic_size > 0;
    for (std::size_t place = 0; place < count; ++place) {
        const auto frames = layout.topic_in_frame ? column_behind_topic(messages) : column(messages, place);
        layout.frames.push_back(role_of(frames, arrivals));
    }
    if (count > 1 && !topic.name.empty()) // it is the same in all, whatever it looks like
        layout.frames[0].number.reset();
    layout.payload = payload_place(layout, !topic.name.empty());
    layout.encoding = layout.frames[layout.payload].encoding;
    if (layout.topic_in_frame)
        layout.after_topic = messages.front()->frames[0][messages.front()->topic_size];
    believe_type_names(layout, messages);
    find_array(layout, messages);
    layout.profile = publisher_of(topic, layout);
    if (!layout.profile.empty() && !layout.encoding.known())
        layout.encoding = {layout.profile, "all messages fit the profile", Surety::certain};
    return layout;
}

std::optional<std::string_view> payload_of(const KeptMessage& message, const Layout& layout)
{
    if (message.frames.size() != layout.frames.size() || message.frames.empty())
        return std::nullopt;
    return layout.topic_in_frame ? behind_topic(message) : std::string_view(message.frames[layout.payload]);
}

} // namespace zws::peek
