// SPDX-License-Identifier: MIT
#include "tools/znats/nats/nats_message.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/text/base64.hpp"
#include "tools/znats/nats/libnats.hpp"

#include <cstdlib>
#include <limits>

namespace zws::nats {

namespace {

constexpr const char* topic_header = "Zws-Topic";
constexpr const char* frame_header = "Zws-Frame";
constexpr const char* id_header = "Nats-Msg-Id"; // those of JetStream
constexpr const char* expected_header = "Nats-Expected-Stream";
constexpr std::size_t overhead = 200; // bytes of a message's bookkeeping, about

// A header without a value would be lost on the way; no base64 looks like this.
constexpr std::string_view empty_value = "=";

void add_header(natsMsg& message, const char* name, std::string_view bytes)
{
    std::string text(bytes.empty() ? empty_value : "");
    append_base64(text, bytes);
    check(natsMsgHeader_Add(&message, name, text.c_str()), "header");
}

/// False if a value is not base64.
bool take_headers(natsMsg& message, const char* name, std::vector<std::string>& frames)
{
    const char** values = nullptr;
    int count = 0;
    if (natsMsgHeader_Values(&message, name, &values, &count) != NATS_OK)
        return true; // there are none
    bool good = true;
    for (int i = 0; i < count && good; ++i)
        good = decode_base64(frames.emplace_back(), values[i] == empty_value ? "" : values[i]);
    // The array is the caller's, and libnats has it from malloc.
    std::free(values); // NOLINT(cppcoreguidelines-no-malloc)
    return good;
}

/// What stands last under a name; empty where nothing does.
std::string_view last_value(natsMsg& message, const char* name)
{
    const char** values = nullptr;
    int count = 0;
    if (natsMsgHeader_Values(&message, name, &values, &count) != NATS_OK || count == 0)
        return {};
    const char* const last = values[count - 1]; // which the message has
    std::free(values);                          // NOLINT(cppcoreguidelines-no-malloc)
    return last;
}

bool has_position(natsMsg& message)
{
    std::string frame;
    return decode_base64(frame, last_value(message, frame_header)) && position_in(frame);
}

void set_publication(natsMsg& message, const Publication& publication)
{
    check(natsMsgHeader_Set(&message, id_header, publication.id.c_str()), "header");
    check(natsMsgHeader_Set(&message, expected_header, publication.stream.c_str()), "header");
}

} // namespace

MsgPtr encoded(const Message& message, const Subject& subject, const std::optional<Publication>& publication)
{
    const auto payload = message.payload();
    if (payload.size() > std::numeric_limits<int>::max())
        throw Error("payload: more than 2 GiB");
    const bool has_topic = message.frame_count() > 1;
    const auto topic = has_topic ? std::optional(message.topic()) : std::nullopt;
    const auto name = subject.for_topic(topic);
    natsMsg* raw = nullptr;
    check(natsMsg_Create(&raw, name.c_str(), publication ? publication->reply.c_str() : nullptr,
                         payload.data(), static_cast<int>(payload.size())),
          "message");
    MsgPtr out(raw);
    if (topic && !subject.carries(*topic))
        add_header(*out, topic_header, *topic);
    for (std::size_t i = 2; i < message.frame_count(); ++i)
        add_header(*out, frame_header, message.frame(i));
    if (publication)
        set_publication(*out, *publication);
    return out;
}

std::string id_of(natsMsg& message)
{
    const char* id = nullptr;
    return natsMsgHeader_Get(&message, id_header, &id) == NATS_OK ? id : "";
}

std::size_t wire_size(const Message& message)
{
    return message.size() + overhead;
}

std::vector<std::string> decoded(natsMsg& message, const Subject& subject)
{
    std::vector<std::string> frames;
    if (!take_headers(message, topic_header, frames) || frames.size() > 1)
        return {};
    if (frames.empty()) {
        auto topic = subject.topic_of(natsMsg_GetSubject(&message));
        if (topic.kind == Subject::Topic::Kind::text)
            frames.push_back(std::move(topic.text));
    }
    frames.emplace_back(natsMsg_GetData(&message), static_cast<std::size_t>(natsMsg_GetDataLength(&message)));
    const bool has_topic = frames.size() > 1;
    if (!take_headers(message, frame_header, frames))
        return {};
    if (!has_topic && frames.size() > 1)
        frames.insert(frames.begin(), ""); // else the payload would pass for the topic
    return frames;
}

void add_position(natsMsg& message, const Position& position)
{
    if (has_position(message))
        return;
    const auto frame = frame_of(position);
    add_header(message, frame_header, {reinterpret_cast<const char*>(frame.data()), frame.size()});
}

} // namespace zws::nats
