// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/position.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>

namespace zws::browser {

/// A message as it came from ZeroMQ.
struct ArrivedMessage {
    double time; ///< Unix seconds
    /// What topic filters look at: the topic, or the payload itself if the message has no other frame.
    std::string_view first_frame;
    std::string_view payload;
    Position position{};
    std::uint64_t missing = 0; ///< messages of its epoch just before it that never came here

    bool has_topic() const { return first_frame.data() != payload.data(); }
};

/// What a run of messages has besides its payloads. First frames that are the payload are not stored again.
class MessageInfo {
public:
    void append(const ArrivedMessage& arrival)
    {
        if (arrival.time != time_) {
            time_ = arrival.time;
            append_bytes(&is_time, sizeof is_time);
            append_bytes(&time_, sizeof time_);
        }
        ++position_.sequence;
        if (arrival.position != position_) {
            position_ = arrival.position;
            append_bytes(&is_position, sizeof is_position);
            append_bytes(&position_, sizeof position_);
            append_bytes(&arrival.missing, sizeof arrival.missing);
        }
        const auto size =
            arrival.has_topic() ? static_cast<std::uint32_t>(arrival.first_frame.size()) : is_payload;
        append_bytes(&size, sizeof size);
        if (arrival.has_topic())
            packed_.append(arrival.first_frame);
    }

    /// Memory held.
    std::size_t bytes() const { return packed_.capacity(); }

    /// Reads them in their order.
    class Reader {
    public:
        explicit Reader(const MessageInfo& info) : rest_(info.packed_) {}

        bool at_end() const { return rest_.empty(); }
        /// The next one, whose payload is `payload`.
        ArrivedMessage next(std::string_view payload)
        {
            auto size = read<std::uint32_t>();
            if (size == is_time) {
                time_ = read<double>();
                size = read<std::uint32_t>();
            }
            ++position_.sequence;
            std::uint64_t missing = 0;
            if (size == is_position) {
                position_ = read<Position>();
                missing = read<std::uint64_t>();
                size = read<std::uint32_t>();
            }
            if (size == is_payload)
                return {time_, payload, payload, position_, missing};
            const auto first_frame = rest_.substr(0, size);
            rest_.remove_prefix(size);
            return {time_, first_frame, payload, position_, missing};
        }

    private:
        template <class T>
        T read()
        {
            T value;
            std::memcpy(&value, rest_.data(), sizeof value);
            rest_.remove_prefix(sizeof value);
            return value;
        }

        std::string_view rest_;
        double time_ = 0;
        Position position_;
    };

private:
    static constexpr std::uint32_t is_payload = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::uint32_t is_time = is_payload - 1;
    static constexpr std::uint32_t is_position = is_payload - 2;

    void append_bytes(const void* bytes, std::size_t size)
    {
        packed_.append(static_cast<const char*>(bytes), size);
    }

    /// Of each the size of its first frame, then its bytes; times where they change, and positions where they
    /// do not follow.
    std::string packed_;
    double time_ = -1;
    Position position_;
};

} // namespace zws::browser
